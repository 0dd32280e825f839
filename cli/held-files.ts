// Who else on this machine can read or change what the gateway keeps secret. Found out before anything is opened.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sqliteFile } from '../gateway/database/sqlite.ts';
import { UsageError } from './report-error.ts';
import { settings } from './settings.ts';

/** Whose a file is, and who may do what with it; as the system tells. */
export type Held = { uid: number; gid: number; mode: number };

/** Whom this process runs as. */
export type Self = { uid: number; groups: readonly number[] };

const changing = 0o022;
const reading = 0o044;
const entering = 0o011;
const anything = 0o077;
const setGroup = 0o2000;
const sticky = 0o1000;

// Undefined where files have no such owners and modes.
const self = (): Self | undefined =>
  process.geteuid && {
    uid: process.geteuid(),
    groups: [process.getegid!(), ...process.getgroups!()],
  };

const octal = (mode: number): string => (mode & 0o777).toString(8);

/**
 * What is wrong with the file of a secret; `folders` are those above it, up to the root. Read by nobody but its owner, who is
 * root or the gateway itself. Two ways of sharing are usual and no flaw: root lends it to the gateway's own group, and a
 * folder above lets nobody else in.
 */
export const secretFlaw = (
  { uid, gid, mode }: Held,
  folders: readonly Held[],
  { uid: own, groups }: Self,
): string | undefined => {
  const trusted = (owner: number): boolean => owner === 0 || owner === own;
  if (!trusted(uid)) return `belongs to user ${uid}, want root or user ${own}`;
  if (mode & changing) return `can be changed by others (mode ${octal(mode)}, want 600 or 400)`;
  const lent = uid === 0 && groups.includes(gid) && (mode & 0o007) === 0;
  const closed = folders.some((one) => trusted(one.uid) && (one.mode & entering) === 0);
  if (!(mode & reading) || lent || closed) return undefined;
  return `can be read by others (mode ${octal(mode)}, want 600 or 400)`;
};

/** What is wrong with a file of the store: it's the gateway's own, and nobody else's business. */
export const storeFlaw = ({ uid, mode }: Held, { uid: own }: Self): string | undefined =>
  uid !== own
    ? `belongs to user ${uid}, want user ${own}`
    : mode & anything
      ? `can be read or changed by others (mode ${octal(mode)}, want 600)`
      : undefined;

// Kubernetes gives everything in a volume to the group of `fsGroup` at each start, and marks the folder so.
const groupOfVolume = (file: Held, folder: Held): boolean =>
  (folder.mode & setGroup) !== 0 && folder.gid === file.gid && (file.mode & 0o007) === 0;

/**
 * Whether an orchestrator has put it there, by modes of its own: Docker (0444 of root in /run/secrets, or as the host has
 * it), Kubernetes (0644 of root, behind a link to a dated folder), systemd (0440 of root, with a list of who may). Nobody
 * else is in that container, or may enter that folder.
 */
export const isHandedOver = (path: string, { CREDENTIALS_DIRECTORY }: NodeJS.ProcessEnv): boolean =>
  /^(?:\/var)?\/run\/secrets\//.test(path) ||
  /\/\.\.\d{4}_\d\d_\d\d_/.test(path) ||
  (CREDENTIALS_DIRECTORY !== undefined && path.startsWith(`${CREDENTIALS_DIRECTORY}/`));

const foldersAbove = (path: string): string[] => {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
};

type Flaw = { what: string; grave: boolean };

const flawOfSecret = (name: string, env: NodeJS.ProcessEnv, who: Self): Flaw[] => {
  const file = env[`${name}_FILE`];
  // What can't be read is told by whoever reads it, and a pipe is there for this process alone.
  if (!file || !existsSync(file) || !statSync(file).isFile()) return [];
  const path = realpathSync(file);
  const flaw = secretFlaw(
    statSync(path),
    foldersAbove(path).map((one) => statSync(one)),
    who,
  );
  if (!flaw) return [];
  const handedOver = [resolve(file), path].some((one) => isHandedOver(one, env));
  if (handedOver && flaw.startsWith('can be read')) return [];
  return [{ what: `${name}_FILE: ${file} ${flaw}`, grave: !handedOver }];
};

const flawsOfStore = (data: string, files: readonly string[], who: Self): Flaw[] => {
  if (!existsSync(data)) return [];
  const folder = statSync(data);
  const open = (folder.mode & 0o002) !== 0 && (folder.mode & sticky) === 0;
  const own = files
    .filter((path) => existsSync(path))
    .flatMap((path): Flaw[] => {
      const held = statSync(path);
      const flaw = storeFlaw(held, who);
      return flaw
        ? [{ what: `${path} ${flaw}`, grave: held.uid !== who.uid || !groupOfVolume(held, folder) }]
        : [];
    });
  const replaceable = `${data} can be changed by others (mode ${octal(folder.mode)}): they could delete what is in it`;
  return open ? [...own, { what: replaceable, grave: false }] : own;
};

const advice = 'Change it (chown, chmod), and what it held if somebody else may have read it.';

/**
 * Looks at the files of the environment's secrets, and at the store in `data` unless everything is kept elsewhere. What an
 * orchestrator does by itself is logged.
 * @throws UsageError where somebody else can read or change one.
 */
export const checkHeldFiles = (
  { data, secretGiven }: { data: string | undefined; secretGiven: boolean },
  log: (entry: Record<string, unknown>) => void,
  env: NodeJS.ProcessEnv = process.env,
): void => {
  const who = self();
  if (!who) return;
  const secrets = Object.entries(settings).filter(([, secret]) => secret);
  const flaws = secrets.flatMap(([name]) => flawOfSecret(name, env, who));
  if (data !== undefined) {
    const db = sqliteFile(data);
    const kept = [db, `${db}-wal`, `${db}-shm`];
    if (!secretGiven) kept.push(join(data, 'secret'));
    flaws.push(...flawsOfStore(data, kept, who));
  }
  const grave = flaws.filter((one) => one.grave).map(({ what }) => `${what}.`);
  if (grave.length > 0) throw new UsageError([...grave, advice].join('\n'));
  for (const { what } of flaws) log({ level: 'warn', message: 'open to others', what });
};
