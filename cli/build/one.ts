// One tenant's build, and what there is to say about it.
import { join } from 'node:path';
import type { Built, Claim } from '../build-tenant.ts';
import { describe } from '../report-error.ts';

/** What came of one file: lines for the terminal, and whether it could be built. */
export type Outcome = { said: string[]; complaints: string[]; ok: boolean };

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const line = ({ id, folder, portal, kit }: Built): string =>
  `${id}: ${portal.pages} pages, ${kilobytes(portal.bytes)} → ${join(folder, 'portal')}; ` +
  `${kit.files} files for comms, ${kilobytes(kit.bytes)} → ${join(folder, 'kit')}`;

/** A tenant that has to be built: its file, the fingerprint of its input, and how it's made. */
export type Task = { file: string; input?: string; anew?: boolean; pictures?: boolean };

/** Builds one tenant. It never throws: one that can't be built doesn't stop the others. */
export const buildOne = async (
  { file, ...task }: Task,
  out: string,
  claim: Claim,
): Promise<Outcome> => {
  try {
    // Loaded when there is something to build: looking whether there is takes a tenth of the time.
    const { buildTenant } = await import('../build-tenant.ts');
    const built = await buildTenant(file, out, { claim, ...task });
    return {
      said: [line(built), `  ${built.script}`],
      complaints: built.notes.map((note) => `${built.id}: note: ${note}`),
      ok: true,
    };
  } catch (error) {
    return { said: [], complaints: [describe(error)], ok: false };
  }
};
