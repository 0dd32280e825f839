// Types alone: `import 'keyturn/react'` lets JSX of React 19 know the elements with their properties and events.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { KeyturnEvents } from './events.ts';

// Without the classes their tags wouldn’t be known.
export type { KeyturnEvents } from './index.ts';

type Tags = HTMLElementTagNameMap;
type OwnTag = Extract<keyof Tags, `keyturn-${string}`>;

// Methods are always there; what a page may set, functions too, may be left out.
type Settable<E> = {
  [
    P in Exclude<keyof E, keyof HTMLElement | 'language'> as E[P] extends (
      ...given: never
    ) => unknown
      ? never
      : P
  ]?: E[P];
};

type Handlers<E> = {
  [N in keyof KeyturnEvents as `on${N}`]?: (event: KeyturnEvents[N] & { currentTarget: E }) => void;
};

/** The props of an element in JSX: what every HTML element takes, its own properties, and its events as `onkeyturn-…`. */
export type KeyturnProps<E extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<E>, E> &
  Settable<E> &
  Handlers<E>;

/** The elements by their tag, as JSX knows them. */
export type KeyturnElements = { [T in OwnTag]: KeyturnProps<Tags[T]> };

declare module 'react' {
  // eslint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements extends KeyturnElements {}
  }
}
