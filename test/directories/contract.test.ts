import { keepsTheContract } from './contract.ts';
import { embeddedRig } from './rig-embedded.ts';
import { makeRig, servers } from './rigs.ts';

keepsTheContract('embedded', embeddedRig);

for (const name of servers) keepsTheContract(name, () => makeRig(name));
