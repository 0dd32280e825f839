import type { SiteInput } from './page.ts';

declare global {
  namespace App {
    interface Locals {
      site: SiteInput;
    }
  }
}
