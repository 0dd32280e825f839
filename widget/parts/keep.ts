// Ways to take a secret along: nothing of it stays in the page when its step is over.
import { html, type TemplateResult } from 'lit/html.js';
import { msg } from '../words.ts';
import { button } from './form.ts';

// What a browser won't copy can still be marked for the person to copy.
const mark = (element: Element): void => getSelection()?.selectAllChildren(element);

/** Copies `text`, and says so; where that isn't allowed, it marks what `selector` shows instead. */
export const copy = (text: string, selector: string): TemplateResult =>
  button(msg('Copy', { id: 'copy' }), ({ currentTarget }) => {
    const form = (currentTarget as HTMLElement).closest('form')!;
    const copied = msg('Copied', { id: 'copied' });
    mark(form.querySelector(selector)!);
    navigator.clipboard?.writeText(text).then(
      () => (form.querySelector('.kt-kept')!.textContent = copied),
      () => {},
    );
  });

/** Where `copy` says what it did. */
export const kept = (): TemplateResult => html`<span class="kt-kept kt-hint" role="status"></span>`;

/** Saves `text` as a file: made on the spot, named by an address that is taken back at once. */
export const save = (label: string, name: string, text: string): TemplateResult =>
  button(label, () => {
    const href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href, download: name }).click();
    URL.revokeObjectURL(href);
  });
