import { languageOf } from './config.ts';
import type { ConfiguredElement } from './configured.ts';

const styled = new WeakSet<Node>();

const adopt = (css: string, root: Node): void => {
  if (styled.has(root) || !('adoptedStyleSheets' in root)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  (root as Document | ShadowRoot).adoptedStyleSheets.push(sheet);
  styled.add(root);
};

// Arabic, Divehi, Farsi, Hebrew, Pashto, Urdu, Yiddish: languages written from right to left.
const rightToLeft = /^(ar|dv|fa|he|ps|ur|yi)\b/;

/**
 * A function that gives an element what its page may not bring: this CSS, once for its document or shadow root and in
 * a way that a strict CSP allows; and, where its language isn't the page's, that language and its direction.
 */
export const dressing =
  (css: string) =>
  (element: ConfiguredElement): void => {
    adopt(css, element.getRootNode());
    const { language } = element;
    if (language === languageOf(element)) return;
    element.lang = language;
    element.dir = rightToLeft.test(language) ? 'rtl' : 'ltr';
  };
