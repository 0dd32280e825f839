import { SqlStore } from '../../gateway/store/sql.ts';
import { say, UsageError } from '../report-error.ts';
import { storeIn } from '../store.ts';

/** The options of `keyturn audit`, as typed. */
export type AuditOptions = { data: string; seal?: string };

const count = new Intl.NumberFormat('en');

/** Follows the chain of the audit log and says whether it's whole. */
export const audit = async (what: string, { data, seal }: AuditOptions): Promise<boolean> => {
  if (what !== 'verify') throw new UsageError(`keyturn audit ${what}: want keyturn audit verify.`);
  const { database, secrets } = await storeIn(data, { existing: true });
  const store = new SqlStore(database, secrets);
  try {
    const { entries, last, brokenAt, met } = await store.followAudit(seal);
    if (brokenAt !== undefined) {
      say(
        `broken at entry ${count.format(brokenAt)}: it, or one before it, isn’t what was written.`,
      );
      return false;
    }
    if (seal && !met) {
      say(`the seal ${seal} isn’t in the chain: entries at its end are gone, or too old.`);
      return false;
    }
    say(`whole: ${count.format(entries)} entries. The last seal is ${last}`);
    say('Note it elsewhere: given as --seal the next time, it shows that nothing was cut off.');
    return true;
  } finally {
    await store.close();
  }
};
