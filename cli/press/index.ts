// What a kit has to print, as PDF, and to show on screens, as PNG.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { KitFile } from '../../templates/kit.ts';
import type { Stationery } from '../../templates/letter.ts';
import { type Placed, type PrintLogo, sheetsOf } from '../../templates/print/index.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Former, seal } from './kept.ts';
import type { SetSheet } from './set.ts';

/** A printed file, with the seal by which a later build knows that it needn't be made again. */
export type PrintFile = KitFile & { seal: string };

const logoOf = async ({ brand, folder }: Tenant): Promise<PrintLogo | undefined> => {
  if (!brand.logo) return undefined;
  const ending = extname(brand.logo).slice(1).toLowerCase();
  const kind = ending === 'jpg' ? 'jpeg' : (ending as PrintLogo['kind']);
  return { bytes: await readFile(join(folder, brand.logo)), kind };
};

const set = async ({ path, order }: Placed, { id }: Tenant, how: SetSheet): Promise<Uint8Array> => {
  try {
    return await how(order);
  } catch (error) {
    throw new Error(`${id}: kit/${path}: ${(error as Error).message}`, { cause: error });
  }
};

/** How it's printed: what sets the sheets, and those that are there already. */
export type Printing = { set: SetSheet; former?: Former };

/**
 * Begins to print all that a kit has to print, and yields it in its order as it comes.
 * @throws Error with the tenant's and the sheet's name when a sheet can't be set.
 */
export const printFiles = async (
  stationery: Stationery,
  { set: how, former }: Printing,
): Promise<AsyncGenerator<PrintFile>> => {
  const { tenant } = stationery;
  const begun = [...sheetsOf(stationery, await logoOf(tenant))].map((placed) => {
    const body = former?.(placed.path, placed.order) ?? set(placed, tenant, how);
    // Whatever else fails meanwhile, nobody waits for it any more.
    if (body instanceof Promise) body.catch(() => undefined);
    return { placed, body };
  });
  return (async function* () {
    for (const { placed, body } of begun) {
      const printed = await body;
      yield { path: placed.path, body: printed, seal: seal(placed.order, printed) };
    }
  })();
};
