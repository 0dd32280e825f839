import type { DirectoryServer } from './servers/slapd.ts';
import type { Provided } from './setup.ts';

/** The server, if it runs. */
export const running = (provided: Provided): DirectoryServer | undefined =>
  'missing' in provided ? undefined : provided;
