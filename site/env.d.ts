import type { Site } from './page.ts';

declare global {
  namespace App {
    interface Locals {
      site: Site;
    }
  }
}
