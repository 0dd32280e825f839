// What a kit has to print, as PDF, and to show on screens, as PNG.
import type { KitFile } from '../../templates/kit.ts';
import type { Placed } from '../../templates/print/index.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Former, seal } from './kept.ts';
import type { SetSheet } from './set.ts';

/** A printed file, with the seal by which a later build knows that it needn't be made again. */
export type PrintFile = KitFile & { seal: string };

const set = async ({ path, order }: Placed, { id }: Tenant, how: SetSheet): Promise<Uint8Array> => {
  try {
    return await how(order);
  } catch (error) {
    throw new Error(`${id}: kit/${path}: ${(error as Error).message}`, { cause: error });
  }
};

/** How it's printed: what sets the sheets, and those that are there already. */
export type Printing = { set: SetSheet; former?: Former };

async function* inOrder(
  begun: readonly { placed: Placed; body: Uint8Array | Promise<Uint8Array> }[],
): AsyncGenerator<PrintFile> {
  for (const { placed, body } of begun) {
    const printed = await body;
    yield { path: placed.path, body: printed, seal: seal(placed.order, printed) };
  }
}

/**
 * Begins to print everything, and yields it in its order as it comes.
 * @throws Error with the tenant's and the sheet's name when a sheet can't be set.
 */
export const printFiles = (
  tenant: Tenant,
  orders: Iterable<Placed>,
  { set: how, former }: Printing,
): AsyncGenerator<PrintFile> => {
  const begun = [...orders].map((placed) => {
    const body = former?.(placed.path, placed.order) ?? set(placed, tenant, how);
    // Whatever else fails meanwhile, nobody waits for it any more.
    if (body instanceof Promise) body.catch(() => undefined);
    return { placed, body };
  });
  return inOrder(begun);
};
