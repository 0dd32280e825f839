// The LDAP directories that run, each with its rig.
import { afterAll, beforeAll, inject } from 'vitest';
import type { LdapRig } from './rig.ts';
import { activeDirectoryRig } from './rig-active-directory.ts';
import { openldapRig } from './rig-openldap.ts';
import type { DirectoryServer } from './servers/slapd.ts';
import type { Provided } from './setup.ts';

const running = (provided: Provided): DirectoryServer | undefined =>
  'missing' in provided ? undefined : provided;

const makers = { slapd: openldapRig, samba: activeDirectoryRig };

/** The servers that run on this machine. */
export const servers = (['slapd', 'samba'] as const).filter((name) => running(inject(name)));

/** The rig of a server that runs. */
export const makeRig = (name: keyof typeof makers): Promise<LdapRig> =>
  makers[name](running(inject(name))!);

/** One rig for all tests of a suite. */
export const useLdapRig = (name: keyof typeof makers): { rig: LdapRig } => {
  const held: { rig: LdapRig } = { rig: undefined! };
  beforeAll(async () => {
    held.rig = await makeRig(name);
  });
  afterAll(() => held.rig.close());
  return held;
};
