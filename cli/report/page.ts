// `report.html`: what was made, for whoever publishes it. It's about the product, and speaks English alone.
import { createHash } from 'node:crypto';
import { type Html, html, style } from '../../templates/html.ts';
import type { Report } from '../tenant-report.ts';
import type { Grade } from './grade.ts';
import type { Part } from './parts.ts';
import { css } from './style.ts';

/** All that the page shows. */
export type ReportInput = { report: Report; grade: Grade; policy: string; parts: readonly Part[] };

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
const sum = (files: readonly { bytes: number }[]): number =>
  files.reduce((total, { bytes }) => total + bytes, 0);

const table = (
  heads: readonly string[],
  rows: readonly (readonly (Html | string | number)[])[],
): Html =>
  html`<div class="wide" role="region" aria-label="${heads[0]}" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;

const section = (id: string, title: string, lead: string, body: Html): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p>${lead}</p>${body}</section>`;

const figure = (value: string, what: string): Html =>
  html`<li><b>${value}</b><span>${what}</span></li>`;

const figures = ({ report, grade, parts }: ReportInput): Html => {
  const pages = report.portal.filter(({ path }) => path.endsWith('.html'));
  const least = Math.min(
    ...[report.brand.contrast.light, report.brand.contrast.dark].flatMap((one) =>
      Object.entries(one)
        .filter(([pair]) => !pair.startsWith('edge'))
        .map(([, ratio]) => ratio),
    ),
  );
  const inBrowsers = parts.filter(({ where }) => where === 'browser').length;
  return html`<ul class="figures">
${figure(grade.letter, `HTTP Observatory, ${grade.score} points`)}
${figure(String(pages.length), `pages, ${kilobytes(sum(pages))}`)}
${figure(`${least}:1`, 'least contrast of any text')}
${figure(String(report.locales.length), report.locales.length === 1 ? 'language, complete' : 'languages, complete')}
${figure(String(inBrowsers), 'packages of others in browsers')}
</ul>`;
};

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));

const headersPart = ({ grade, policy, report }: ReportInput): Html =>
  section(
    'headers',
    'Headers',
    report.host === 'any'
      ? 'What every answer carries, on any host whose file was used. Points as MDN’s HTTP Observatory counts them; a certificate is the host’s affair.'
      : `What every answer carries on ${report.host}. Points as MDN’s HTTP Observatory counts them; a certificate is the host’s affair.`,
    html`${table(
      ['Test', 'Found', 'Points'],
      grade.verdicts.map(({ test, found, points }) => [
        test,
        html`<code>${found}</code>`,
        signed(points),
      ]),
    )}<details><summary>The policy, ${policy.length} characters</summary><pre>${policy.replaceAll('; ', ';\n')}</pre></details>`,
  );

const swatch = (scheme: string, pair: string): Html =>
  html`<span class="swatch ${`${scheme}-${pair.split(' ')[0]!}`}">${pair.startsWith('edge') ? '' : 'Aa'}</span>`;

const pairNames: Record<string, string> = {
  'ink on canvas': 'text',
  'inkSoft on canvas': 'quieter text',
  'link on canvas': 'links',
  'edge on canvas': 'edges of fields',
  'onBrand on brand': 'text on the brand’s colour',
  'onAction on action': 'text on buttons',
  'danger on canvas': 'what went wrong',
  'success on canvas': 'what went well',
};

const needed = (pair: string): number => (pair.startsWith('edge') ? 3 : 4.5);

const contrastPart = ({ report: { brand } }: ReportInput): Html =>
  section(
    'contrast',
    'Contrast',
    'Text needs 4.5:1, the edge of a field 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). Each pair as it is on the pages.',
    table(
      ['Pair', 'Light', 'Ratio', 'Dark', 'Ratio', 'Needed'],
      Object.entries(brand.contrast.light).map(([pair, light]) => [
        pairNames[pair] ?? pair,
        swatch('light', pair),
        `${light}:1`,
        swatch('dark', pair),
        `${brand.contrast.dark[pair]}:1`,
        `${needed(pair)}:1`,
      ]),
    ),
  );

const shiftedPart = ({ report: { brand } }: ReportInput): Html =>
  section(
    'shifted',
    'Colours that were shifted',
    brand.shifted.length === 0
      ? 'None: every colour is exactly the one that was given.'
      : 'Where a colour as given could not be read, the nearest one that can is used.',
    brand.shifted.length === 0
      ? html``
      : table(
          ['Where', 'Given', 'Used', 'Why'],
          brand.shifted.map(({ scheme, role, from, to, why }, index) => [
            `${role}, ${scheme}`,
            html`<span class="dot from-${index}"></span><code>${from}</code>`,
            html`<span class="dot to-${index}"></span><code>${to}</code>`,
            why,
          ]),
        ),
  );

// A row for each page, a column for each language; the default one has no folder of its own.
const pageSizes = ({ portal, locales }: Report): Html => {
  const codes = locales.map(({ code }) => code);
  const sizes = new Map<string, Map<string, number>>();
  for (const { path, bytes } of portal.filter((file) => file.path.endsWith('index.html'))) {
    const [first = '', ...rest] = path.split('/');
    const code = codes.find((one) => one === first);
    const name = (code ? rest.join('/') : path).replace(/index\.html$/, '') || 'home';
    sizes.set(name, (sizes.get(name) ?? new Map<string, number>()).set(code ?? '', bytes));
  }
  const folders = [
    '',
    ...codes.filter((code) => portal.some(({ path }) => path.startsWith(`${code}/`))),
  ];
  const named = [codes.find((code) => !folders.includes(code)) ?? 'default', ...folders.slice(1)];
  return table(
    ['Page', ...named],
    [...sizes]
      .filter(([name]) => !name.startsWith('.'))
      .map(([name, own]) => [
        html`<code>${name}</code>`,
        ...folders.map((folder) => kilobytes(own.get(folder) ?? 0)),
      ]),
  );
};

const sizesPart = ({ report }: ReportInput): Html =>
  section(
    'sizes',
    'Sizes',
    'As the files are; hosts compress texts to about a third of it.',
    html`${pageSizes(report)}<p>The script for other pages: ${kilobytes(report.embed.bytes)}. All of portal/: ${report.portal.length} files, ${kilobytes(sum(report.portal))}. All of kit/: ${report.kit.length} files, ${kilobytes(sum(report.kit))}.</p>`,
  );

const languagesPart = ({ report }: ReportInput): Html =>
  section(
    'languages',
    'Languages',
    'A text that is missing stops the build.',
    table(
      ['Language', 'Texts', 'Missing', 'Your own wording'],
      report.locales.map(({ code, texts, ownTexts }) => [code, texts, 0, ownTexts]),
    ),
  );

const partsPart = ({ parts }: ReportInput): Html => {
  const browser = parts.filter(({ where }) => where === 'browser');
  const licences = [...new Set(parts.map(({ licence }) => licence))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  return section(
    'parts',
    'What ships beside our own code',
    `${browser.length} packages have a part in what browsers get; sbom.json (CycloneDX) lists them, portal/licences.txt has their licences. The command that built this has ${parts.length - browser.length} more: ${licences.join(', ')}.`,
    table(
      ['Package', 'Version', 'Licence'],
      browser.map(({ name, version, licence }) => [name, version, licence]),
    ),
  );
};

const colours = ({ report: { brand } }: ReportInput): string =>
  brand.shifted
    .map(
      ({ from, to }, index) => `.from-${index}{background:${from}}.to-${index}{background:${to}}`,
    )
    .join('');

/** The page, in the brand's own colours. It needs nothing but itself. */
export const reportPage = (input: ReportInput, tokens: string, swatches: string): string => {
  const { report } = input;
  const sheet = tokens + css + swatches + colours(input);
  const hash = createHash('sha256').update(sheet).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const notes =
    report.notes.length > 0 &&
    html`<section aria-labelledby="notes"><h2 id="notes">Worth knowing</h2><ul class="notes">${report.notes.map((note) => html`<li>${note}</li>`)}</ul></section>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${report.organization}: portal report</title>
${style(sheet)}
</head>
<body>
<header><h1>${report.organization}</h1><p>The portal at <a href="${report.url}">${report.url}</a>, as it was built.</p>${figures(input)}</header>
<main>${notes}${headersPart(input)}${contrastPart(input)}${shiftedPart(input)}${languagesPart(input)}${sizesPart(input)}${partsPart(input)}</main>
</body>
</html>
`.markup;
};
