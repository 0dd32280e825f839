// A sheet that says what the former one said isn't set again: setting is most of a build.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order } from '../../templates/print/index.ts';
import { programOf } from '../program.ts';

let program: string | undefined;

const sealOf = ({ sheet, as }: Order, body: Uint8Array): string => {
  program ??= programOf();
  const { files, ...said } = sheet;
  const hash = createHash('sha256').update(JSON.stringify([program, as, said]));
  for (const [path, file] of Object.entries(files)) hash.update(`\n${path}\n`).update(file);
  return hash.update('\n').update(body).digest('hex').slice(0, 32);
};

/** What was set before: its bytes, if they are still what this order gives. */
export type Former = (path: string, order: Order) => Uint8Array | undefined;

/** The seal of a sheet: of all that it was made from and with, and of its own bytes. */
export const seal = sealOf;

type Recorded = { kit?: { path: string; seal?: string }[] };

/** What the report of the former output in a folder tells of its kit. */
export const recordedIn = (folder: string): Recorded => {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Recorded;
  } catch {
    return {}; // no former output, or a spoilt one
  }
};

/** The sheets of the former output in a tenant's folder. */
export const formerPrints = (folder: string): Former => {
  const seals = new Map(recordedIn(folder).kit?.map((one) => [one.path, one.seal]));
  return (path, order) => {
    const known = seals.get(path);
    const file = join(folder, 'kit', path);
    if (!known || !existsSync(file)) return undefined;
    const body = readFileSync(file);
    return sealOf(order, body) === known ? body : undefined;
  };
};
