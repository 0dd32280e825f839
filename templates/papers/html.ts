// A paper as a page of the kit: readable on screen and on paper, without any script.
import { languages } from '../../locales/languages.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { type Html, html, style } from '../html.ts';
import { isolate, type LetterInput } from '../letter.ts';
import type { Paper, Part, Step } from './paper.ts';

const css = `
*{box-sizing:border-box}
html{color-scheme:light dark;background:var(--keyturn-canvas);color:var(--keyturn-ink);font:1.0625rem/1.6 var(--keyturn-font)}
body{max-width:58rem;margin:0 auto;padding:clamp(1.25rem,4vw,4rem);overflow-wrap:break-word}
body>header{border-block-end:4px solid var(--keyturn-brand);padding-block-end:1.5rem}
h1{margin:0;font-size:clamp(1.875rem,1.3rem + 2.4vw,2.75rem);line-height:1.15;letter-spacing:-.015em;text-wrap:balance}
h2{margin:2.5rem 0 0;font-size:1.375rem;line-height:1.3}
h3{margin:1.75rem 0 0;font-size:1.0625rem}
p{margin:.625rem 0 0;max-width:44rem}
header p{font-size:1.1875rem;color:var(--keyturn-ink-soft)}
ul,ol{margin:.75rem 0 0;padding-inline-start:1.5rem;max-width:44rem}
li{margin-block-start:.5rem}
.checks{padding:0;list-style:none}
.checks li{padding-inline-start:2rem;text-indent:-2rem}
.checks li::before{content:"";display:inline-block;inline-size:1.125rem;block-size:1.125rem;margin-inline-end:.875rem;vertical-align:-.1875rem;border:2px solid var(--keyturn-edge);border-radius:4px}
.steps{padding:0;list-style-type:"";max-width:none;counter-reset:step}
.steps>li{counter-increment:step;display:grid;grid-template-columns:2.25rem minmax(0,1fr);gap:.25rem 1rem;margin-block-start:2rem}
.steps>li::before{content:counter(step);inline-size:2.25rem;block-size:2.25rem;line-height:2.25rem;border-radius:50%;background:var(--keyturn-brand);color:var(--keyturn-on-brand);font-weight:700;text-align:center}
.steps p{margin:.25rem 0 0}
.steps img{grid-column:2;display:block;max-inline-size:min(100%,20rem);block-size:auto;margin-block-start:.75rem;border:1px solid var(--keyturn-line);border-radius:12px}
.wide{margin-block-start:1rem;overflow-x:auto}
table{border-collapse:collapse;inline-size:100%;font-size:1rem;line-height:1.5}
th,td{padding:.75rem 1rem .75rem 0;padding-inline:0 1rem;border-block-end:1px solid var(--keyturn-line);text-align:start;vertical-align:top;min-inline-size:7rem}
.tall td{block-size:4.5rem}
th{color:var(--keyturn-ink-soft);font-weight:600}
figure{margin:1.25rem 0 0}
figcaption{font-weight:600}
pre{margin:.5rem 0 0;padding:1rem 1.125rem;overflow-x:auto;border-radius:calc(var(--keyturn-radius)*1px);background:var(--keyturn-sunken);font:.9375rem/1.55 ui-monospace,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;text-align:left}
iframe{display:block;inline-size:100%;block-size:30rem;margin-block-start:.75rem;border:1px solid var(--keyturn-line);border-radius:8px;background:var(--keyturn-surface)}
a{color:var(--keyturn-link);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--keyturn-focus);outline-offset:2px}
@media print{html{font-size:11pt;background:none}body{max-width:none;padding:0}h2{break-after:avoid}li,tr,figure{break-inside:avoid}iframe{display:none}}
`.replaceAll('\n', '');

const linked = (text: string, links: Extract<Part, { kind: 'text' }>['links'] = []): Html => {
  const pieces = text.split(/(\u2068[^\u2069]*\u2069)/u).map((piece) => {
    const link = links.find((one) => isolate(one.text) === piece);
    if (!link) return piece;
    // A number that breaks in the middle can't be read out.
    const text = link.url.startsWith('tel:') ? link.text.replaceAll(' ', '\u00a0') : link.text;
    return html`<a dir="ltr" href="${link.url}">${text}</a>`;
  });
  return html`${pieces}`;
};

const items = (all: readonly string[]): Html[] => all.map((item) => html`<li>${item}</li>`);

const stepHtml = ({ text, picture }: Step, up: string): Html =>
  html`<li><p>${text}</p>${picture && html`<img src="${up}${picture.path}" alt="${picture.alt}" width="${picture.width}" height="${picture.height}" loading="lazy">`}</li>`;

const partHtml = (part: Part, up: string): Html => {
  switch (part.kind) {
    case 'heading':
      return html`<h2>${part.text}</h2>`;
    case 'text':
      return html`<p>${linked(part.text, part.links)}</p>`;
    case 'list':
      return part.ordered
        ? html`<ol>${items(part.items)}</ol>`
        : html`<ul>${items(part.items)}</ul>`;
    case 'checks':
      return html`<ul class="checks">${items(part.items)}</ul>`;
    case 'table':
      return html`<div class="${part.tall ? 'wide tall' : 'wide'}" tabindex="0" role="group" aria-label="${part.head.join(', ')}"><table><thead><tr>${part.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${part.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
    case 'answer':
      return html`<h2>${part.question}</h2><p>${part.answer}</p>`;
    case 'steps':
      return html`<ol class="steps">${part.items.map((step) => stepHtml(step, up))}</ol>`;
    case 'code':
      return html`<figure><figcaption>${part.label}</figcaption><pre dir="ltr" translate="no" tabindex="0">${part.code}</pre></figure>`;
    case 'letter':
      return html`<iframe title="${part.label}" src="${up}${part.path}.html" sandbox loading="lazy"></iframe>`;
  }
};

/** A paper as a page. `path` is where it lies below the kit. */
export const paperPage = (paper: Paper, input: LetterInput, path: string): string => {
  const { tenant, locale, tokens } = input;
  const up = '../'.repeat(path.split('/').length - 1);
  const lead = paper.lead && html`<p>${paper.lead}</p>`;
  return html`<!doctype html>
<html lang="${locale}" dir="${languages[locale].dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${paper.title} – ${tenant.organization.shortName}</title>
${style(tokensCss(tokens) + css)}
</head>
<body>
<header><h1>${paper.title}</h1>${lead}</header>
<main>
${paper.parts.map((part) => html`${partHtml(part, up)}\n`)}</main>
</body>
</html>
`.markup;
};
