// `npm run words` also makes widget/generated/styles.ts: the forms' CSS, minified, as text for adopted style sheets.
import { readFile, writeFile } from 'node:fs/promises';
import { transform } from 'lightningcss';
import { tokensCss } from '../tenant/brand/css.ts';
import { brandTokens } from '../tenant/brand/index.ts';
import { brand } from '../tenant/schema/brand.ts';
import { everyElement } from './element-names.ts';

const minify = (css: string): string =>
  transform({ filename: 'form.css', code: Buffer.from(css), minify: true }).code.toString();

/** The generated module's text. */
export const stylesModule = async (): Promise<string> => {
  const css = ['form.css', 'register.css', 'dialog.css'].map((file) =>
    readFile(new URL(file, import.meta.url), 'utf8'),
  );
  const form = (await Promise.all(css)).join('');
  const tokens = tokensCss(brandTokens(brand.parse({})), everyElement);
  return `// Made by \`npm run words\` from form.css, register.css, dialog.css and the default brand. Don't edit.
/** The style of the forms and of the dialog. */
export const formCss = ${JSON.stringify(minify(form))};
/** The tokens where no organisation gave a brand. */
export const plainTokensCss = ${JSON.stringify(tokens)};
`;
};

if (import.meta.main)
  await writeFile(new URL('generated/styles.ts', import.meta.url), await stylesModule());
