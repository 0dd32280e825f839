import { describe, inject } from 'vitest';
import { keepsTheContract } from './contract.ts';
import { activeDirectoryRig } from './rig-active-directory.ts';
import { embeddedRig } from './rig-embedded.ts';
import { openldapRig } from './rig-openldap.ts';
import { running } from './running.ts';

keepsTheContract('embedded', embeddedRig);

describe.skipIf(!running(inject('slapd')))('With OpenLDAP', () => {
  keepsTheContract('openldap', () => openldapRig(running(inject('slapd'))!));
});

describe.skipIf(!running(inject('samba')))('With Samba', () => {
  keepsTheContract('active-directory', () => activeDirectoryRig(running(inject('samba'))!));
});
