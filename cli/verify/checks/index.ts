import type { Check } from '../check.ts';
import { codes } from './codes.ts';
import { ends } from './ends.ts';
import { headers } from './headers.ts';
import { links } from './links.ts';
import { names } from './names.ts';
import { order } from './order.ts';
import { shapes } from './shapes.ts';

/** Every promise that can be found out from outside, in the order in which a run looks. */
export const checks: readonly Check[] = [
  ...shapes,
  ...headers,
  ...order,
  ...names,
  ...codes,
  ...links,
  ...ends,
];
