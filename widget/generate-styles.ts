// `npm run words` also makes widget/generated/styles.ts: the forms' CSS, minified, as text for adopted style sheets.
import { readFile, writeFile } from 'node:fs/promises';
import { transform } from 'lightningcss';
import { tokensCss } from '../tenant/brand/css.ts';
import { brandTokens } from '../tenant/brand/index.ts';
import { brand } from '../tenant/schema/brand.ts';
import { everyElement } from './element-names.ts';

const minify = (css: string): string =>
  transform({ filename: 'form.css', code: Buffer.from(css), minify: true }).code.toString();

/**
 * The same CSS for pages of others. Its declarations become important (dress.ts), and what is important can't be
 * animated. A page that makes its root's letters small, to count in tens, means no smaller letters of ours.
 */
const forOthers = (css: string): string =>
  minify(css)
    // Only a script brings this style.
    .replace(/@media \(scripting:none\)\{[^}]*\}\}/g, '')
    .replace(/@keyframes [\w-]+\{(?:[^{}]*\{[^}]*\})*\}/g, '')
    .replace(/\{([^{}]+)\}/g, (_rule, declarations: string) => {
      const kept = declarations.split(';').filter((one) => one && !one.startsWith('animation'));
      return `{${kept.join(';')}}`;
    })
    .replace(/(\d)rem\b/g, '$1em');

/** The generated module's text. */
export const stylesModule = async (): Promise<string> => {
  const read = (file: string): Promise<string> => readFile(new URL(file, import.meta.url), 'utf8');
  const [host, ...form] = await Promise.all(
    ['host.css', 'form.css', 'password.css', 'register.css', 'dialog.css', 'host-form.css'].map(
      read,
    ),
  );
  const [ground, layer] = host!.split(/(?=\/\* Important)/);
  const guarded = `${layer}@layer keyturn{${form.join('')}}`;
  const css = minify(ground! + forOthers(guarded));
  const tokens = tokensCss(brandTokens(brand.parse({})), everyElement);
  return `// Made by \`npm run words\` from this folder's CSS and the default brand. Don't edit.
/** The style of the forms and of the dialog, for pages that have a style of their own. */
export const formCss = ${JSON.stringify(css)};
/** The tokens where no organisation gave a brand. */
export const plainTokensCss = ${JSON.stringify(tokens)};
`;
};

if (import.meta.main)
  await writeFile(new URL('generated/styles.ts', import.meta.url), await stylesModule());
