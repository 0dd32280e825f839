import type { shared } from './config.ts';
import type { ConfiguredElement } from './configured.ts';
import { placeChildren } from './host-children.ts';
import { takeEarlyProperties } from './late-properties.ts';

// Nothing of a page's own gets past an important declaration in a layer. Said here, for it costs bytes to say it each time.
const important = (css: string): string =>
  css.replace(/@layer[^]*/, (layer) => layer.replace(/[^{}](?=[;}])/g, '$&!important'));

const styled = new WeakSet<Node>();

const adopt = (css: string, root: Node): void => {
  if (styled.has(root) || !('adoptedStyleSheets' in root)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(important(css));
  (root as Document | ShadowRoot).adoptedStyleSheets.push(sheet);
  styled.add(root);
};

// Arabic, Divehi, Farsi, Hebrew, Pashto, Urdu, Yiddish: languages written from right to left.
const rightToLeft = /^(ar|dv|fa|he|ps|ur|yi)\b/;

// Elements whose `lang` is of our making: it must not be taken for the page's.
const lent = new WeakSet<Node>();

/** The language around an element, also beyond the shadow root that it stands in. */
const around = (element: Node): string => {
  for (let at: Node | null = element; at; at = at.parentNode ?? (at as ShadowRoot).host) {
    const { lang } = at as HTMLElement;
    if (lang && !lent.has(at)) return lang;
  }
  return 'en';
};

const speak = (element: ConfiguredElement): void => {
  element.around = around(element);
  const { language } = element;
  if (language !== element.around) {
    // What is as it should be isn't written anew: the observer would hear of it for ever.
    if (lent.has(element) && element.lang === language) return;
    lent.add(element);
    element.lang = language;
    element.dir = rightToLeft.test(language) ? 'rtl' : 'ltr';
  } else if (lent.delete(element)) {
    element.removeAttribute('lang');
    element.removeAttribute('dir');
  }
};

const dressed = new Set<ConfiguredElement>();

// A page switches its language, or brings what it puts into an element, later on.
const renew = (): void => {
  for (const element of dressed)
    if (element.isConnected) element.attributeChangedCallback();
    else dressed.delete(element);
};

/**
 * A function that gives an element what its page may not bring: this CSS, once for its document or shadow root and in
 * a way that a strict CSP allows; where its language isn't the page's, that language and its direction; and the places
 * of what the page has put into it.
 */
export const dressing = (css: string): typeof shared.dress => {
  const observer = globalThis.MutationObserver && new MutationObserver(renew);
  return (element) => {
    const root = element.getRootNode();
    adopt(css, root);
    takeEarlyProperties(element);
    placeChildren(element);
    speak(element);
    dressed.add(element);
    observer.observe(element, { childList: true });
    for (const node of [document, root])
      observer.observe(node, { attributeFilter: ['lang'], subtree: true });
  };
};
