import { lookOf } from '../../site/publish/look.ts';
import { lint } from '../../lint/index.ts';
import { editedMails, mailOf } from '../../lint/kit.ts';
import { piecesOf } from '../../templates/pieces.ts';
import { loadTenant } from '../../tenant/load.ts';
import { stationeryFor } from '../stationery.ts';
import { complain, say, UsageError } from '../report-error.ts';

/** The options of `keyturn kit`, as typed. */
export type KitOptions = { kit?: string };

const inFolder = async (...[pieces, folder]: Parameters<typeof editedMails>) => {
  try {
    return await editedMails(pieces, folder);
  } catch (error) {
    throw new UsageError(`${folder} is no kit of this tenant: ${(error as Error).message}`);
  }
};

/**
 * Checks the letters of a tenant, or what has become of them in a folder; false if anything is wrong with them.
 * @throws TenantError for a file that can't be used; UsageError for another action and for a folder without its letters.
 */
export const kit = async (what: string, file: string, options: KitOptions): Promise<boolean> => {
  if (what !== 'lint') throw new UsageError(`kit can lint; it knows no ${what}.`);
  const tenant = await loadTenant(file);
  const pieces = [...piecesOf(stationeryFor({ tenant, published: await lookOf(tenant) }))];
  const mails = options.kit ? await inFolder(pieces, options.kit) : pieces.map(mailOf);
  const { rows, findings } = lint(mails, tenant);
  for (const { path, rule, what: wrong } of findings) complain(`${path}: ${rule}: ${wrong}`);
  const largest = Math.max(...rows.map(({ bytes }) => bytes.html));
  say(
    `${tenant.id}: ${rows.length} letters, the largest ${(largest / 1024).toFixed(1)} KB; ${findings.length === 0 ? 'nothing is wrong with them' : `${findings.length} findings`}.`,
  );
  return findings.length === 0;
};
