/**
 * Registers elements by name. A name that is taken already (two copies on a page, two versions) keeps its first owner:
 * throwing would stop the host page's other scripts.
 */
export const register = (elements: Record<string, CustomElementConstructor>): void => {
  for (const [name, element] of Object.entries(elements))
    if (!customElements.get(name)) customElements.define(name, element);
};
