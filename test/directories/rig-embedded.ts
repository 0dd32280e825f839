import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import type { Locale } from '../../locales/languages.ts';
import { first, newLocal, type Rig } from './rig.ts';

/** The embedded directory, in a folder of its own. */
export const embeddedRig = async (): Promise<Rig> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-embedded-'));
  const db = openSqlite(folder, secretsFrom(Buffer.alloc(32)));
  const directory = new EmbeddedDirectory(db);
  return {
    kind: 'embedded',
    directory,
    add: async ({ local = newLocal(), state, name = local, email, locale } = {}) => {
      const username = `${local}@contoso.com`;
      await directory.put({
        username,
        name,
        password: first,
        email,
        locale: locale as Locale | undefined,
        locked: state === 'locked',
        disabled: state === 'disabled',
        mustChange: state === 'must-change' || state === 'expired',
      });
      return { username, dn: username };
    },
    signIn: ({ username }, password) => directory.signIn(username, password),
    close: async () => {
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
