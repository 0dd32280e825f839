import { demoPage } from '../demo/shell.ts';
import { html } from '../../templates/html.ts';

/** What is wrong with a tenant file, in place of the pages that it can't give. */
export const problemPage = (file: string, text: string, script: string): string =>
  demoPage({
    title: `${file} can’t be shown`,
    body: html`<h1>This file can’t be shown yet</h1>
<p>Mend it and save; this page then goes on by itself.</p>
<pre>${text}</pre>`,
  }).replace('</body>', () => `${script}</body>`);
