import { ConfiguredElement } from './configured.ts';

const names = ['config', 'driver', 'getToken'] as const;
type Name = (typeof names)[number];

/**
 * Lets a page set an element's properties whenever it comes to it: before the element is known to the browser, and when
 * it stands on the page already. React, Vue and others set as a property only what they find in an element, and make an
 * attribute of all else. The portal's own pages need none of it.
 */
export const hearLateProperties = (): void => {
  for (const name of names) {
    const values = new WeakMap<object, ConfiguredElement[Name]>();
    Object.defineProperty(ConfiguredElement.prototype, name, {
      get(this: object) {
        return values.get(this);
      },
      set(this: ConfiguredElement, value: ConfiguredElement[Name]) {
        const isNew = value && !values.get(this);
        values.set(this, value);
        if (!this.isConnected) return;
        // Frameworks set a new function each time they draw: only the first one is news.
        if (isNew) this.begin?.();
        this.attributeChangedCallback();
      },
    });
  }
};

/** Takes over what was set on an element before the browser knew what it is. */
export const takeEarlyProperties = (element: ConfiguredElement): void => {
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    Reflect.deleteProperty(element, name);
    Object.assign(element, { [name]: value });
  }
};
