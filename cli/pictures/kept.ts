// Pictures whose pages look as they did are taken over from the former output: not every build has a browser at hand.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../locales/languages.ts';
import type { PortalInput } from '../../site/publish/index.ts';
import { pictured, type PicturedStep } from '../../templates/papers/guide.ts';
import { recordedIn } from '../press/kept.ts';
import { programOf } from '../program.ts';

/** A picture of a step: its path below the kit, and its size in CSS pixels; it has twice the dots. */
export type Taken = {
  step: PicturedStep;
  locale: Locale;
  path: string;
  width: number;
  height: number;
  bytes: Uint8Array;
  /** By which a later build knows that it still shows the portal as it is. */
  seal: string;
};

/** What the pages look like: all of the tenant but its campaign, of which they tell nothing, and what they load. */
export const lookOn = ({
  tenant,
  published,
}: Pick<PortalInput, 'tenant' | 'published'>): string => {
  const { rollout: _, folder: __, ...shown } = tenant;
  const loaded = published.assets.map(({ path }) => path);
  return JSON.stringify([programOf(), shown, loaded]);
};

/** The seal of a picture: of what its page looks like, and of its own bytes. */
export const sealOf = (look: string, bytes: Uint8Array): string =>
  createHash('sha256').update(look).update('\n').update(bytes).digest('hex').slice(0, 32);

const steps: ReadonlySet<string> = new Set([...pictured.reset, ...pictured.register]);
const place = /^([\w-]+)\/guide\/([\w-]+)\.png$/;

/** What became of the pictures of a former output; without one there are neither. */
export type Former = { kept: Taken[]; lost: number };

/** The pictures in a tenant's folder that still show what the portal looks like, and how many don't. */
export const formerPictures = (folder: string, look: string): Former => {
  const former: Former = { kept: [], lost: 0 };
  for (const { path, seal } of recordedIn(folder).kit ?? []) {
    const [, locale, step] = place.exec(path) ?? [];
    const file = join(folder, 'kit', path);
    if (!step || !steps.has(step)) continue;
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    if (bytes.length < 24 || sealOf(look, bytes) !== seal) former.lost += 1;
    else
      former.kept.push({
        step: step as PicturedStep,
        locale: locale as Locale,
        path,
        // Where PNG has them (PNG, 11.2.1).
        width: bytes.readUInt32BE(16) / 2,
        height: bytes.readUInt32BE(20) / 2,
        bytes,
        seal,
      });
  }
  // One language with pictures and another without is worse than none.
  return former.lost > 0 ? { kept: [], lost: former.lost + former.kept.length } : former;
};
