import type { Page, WidgetPart } from '../page.ts';

/** What a page tells the widget that it carries, as it stands in a script element: nothing in it ends that. */
export const configText = (page: Page, part: WidgetPart): string =>
  JSON.stringify(page.config(part)).replaceAll('<', '\\u003c');
