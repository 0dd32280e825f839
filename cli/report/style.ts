import type { BrandTokens, Palette } from '../../tenant/brand/index.ts';

/** The report's own style; colours are the brand's. */
export const css = `
*{box-sizing:border-box}
html{color-scheme:light dark;background:var(--keyturn-canvas);color:var(--keyturn-ink);font:1.0625rem/1.6 var(--keyturn-font)}
body{max-width:68rem;margin:0 auto;padding:clamp(1.25rem,4vw,4rem)}
h1{margin:0;font-size:clamp(2rem,1.3rem + 3vw,3.25rem);line-height:1.1;letter-spacing:-.02em}
h2{margin:3.5rem 0 0;font-size:1.5rem;line-height:1.2}
p{margin:.75rem 0 0;max-width:44rem}
a{color:var(--keyturn-link);font-weight:600;text-underline-offset:.2em;overflow-wrap:anywhere}
code,pre{font:.875rem/1.6 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));gap:1px;margin:2.25rem 0 0;padding:0;list-style:none;overflow:hidden;border:1px solid var(--keyturn-line);border-radius:calc(var(--keyturn-radius)*1.4);background:var(--keyturn-line)}
.figures li{padding:1.25rem;background:var(--keyturn-surface)}
.figures b{display:block;font-size:2.25rem;line-height:1.1;letter-spacing:-.02em}
.figures span{display:block;margin-top:.375rem;color:var(--keyturn-ink-soft);font-size:.9375rem;line-height:1.4}
.notes{margin:1rem 0 0;padding-inline-start:1.25rem;max-width:44rem}
.wide{overflow-x:auto;margin-top:1.25rem}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.625rem 1.25rem .625rem 0;border-bottom:1px solid var(--keyturn-line);text-align:start;vertical-align:top}
thead th{color:var(--keyturn-ink-soft);font-size:.875rem;font-weight:600}
tbody th{font-weight:600}
td:last-child,th:last-child{padding-inline-end:0}
details{margin-top:1.25rem;border:1px solid var(--keyturn-line);border-radius:var(--keyturn-radius);background:var(--keyturn-surface)}
summary{padding:.75rem 1.25rem;cursor:pointer;font-weight:600}
pre{margin:0;padding:0 1.25rem 1.25rem;white-space:pre-wrap}
.swatch{display:inline-block;box-sizing:border-box;min-width:3.5rem;min-height:1.9rem;vertical-align:middle;padding:.125rem .75rem;border:1px solid var(--keyturn-line);border-radius:.375rem;font-weight:600;text-align:center}
.dot{display:inline-block;width:1.125rem;height:1.125rem;margin-inline-end:.5rem;border:1px solid var(--keyturn-line);border-radius:50%;vertical-align:-.1875rem}
:focus-visible{outline:3px solid var(--keyturn-focus);outline-offset:2px}
@media(forced-colors:active){.swatch,.dot{forced-color-adjust:none}}
`.replaceAll('\n', '');

const rules = (scheme: string, palette: Palette, pairs: readonly string[]): string =>
  pairs
    .map((pair) => {
      const [text, , ground] = pair.split(' ') as [keyof Palette, string, keyof Palette];
      const edge = text === 'edge' ? `;border-color:${palette.edge}` : '';
      return `.${scheme}-${text}{color:${palette[text]};background:${palette[ground]}${edge}}`;
    })
    .join('');

/** Each pair of colours as it is, whatever scheme the reader has. */
export const swatchesOf = ({ light, dark }: BrandTokens, pairs: readonly string[]): string =>
  rules('light', light, pairs) + rules('dark', dark, pairs);
