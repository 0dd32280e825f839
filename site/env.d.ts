declare namespace App {
  interface Locals {
    site: import('./page.ts').SiteInput;
  }
}
