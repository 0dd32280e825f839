// What a screen reader's user hears, written down: the tree of what is on show, and what is announced, in its order.
import type { Page } from 'playwright-core';

declare global {
  // eslint-disable-next-line no-var
  var keyturnHeard: string[];
}

// Regions speak when their text changes; a focused thing says its role, its name, what describes it, and its flaws.
const listen = (): void => {
  globalThis.keyturnHeard = [];
  const text = (node: Element | null): string =>
    (node as HTMLElement | null)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
  const said = new WeakMap<Element, string>();
  new MutationObserver((changes) => {
    const regions = changes.flatMap(({ target }) => {
      const at = target instanceof Element ? target : target.parentElement;
      return at?.closest('[role=status], [role=alert]') ?? [];
    });
    for (const region of new Set(regions)) {
      const now = text(region);
      if (now && said.get(region) !== now) keyturnHeard.push(`${region.role}: ${now}`);
      said.set(region, now);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
  document.addEventListener('focusin', ({ target }) => {
    const at = target as HTMLInputElement;
    const label = at.ariaLabel ?? text(at.labels?.[0] ?? at);
    const described = (at.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => text(document.getElementById(id)))
      .filter(Boolean);
    const flaw = at.ariaInvalid === 'true' ? ['wrong'] : [];
    keyturnHeard.push([`${at.localName}: ${label}`, ...flaw, ...described].join(' | '));
  });
};

/** Begins to listen, on this page and on all that come after it. */
export const listening = async (page: Page): Promise<void> =>
  void (await page.context().addInitScript(listen));

/** What was heard since the last time of asking, oldest first. */
export const heard = (page: Page): Promise<string[]> => page.evaluate(() => keyturnHeard.splice(0));

/** The step on show as assistive technology is given it. */
export const tree = (page: Page): Promise<string> => page.locator('.kt-form').ariaSnapshot();
