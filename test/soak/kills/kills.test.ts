// The gateway is killed at every moment of a reset, one after the other, on both stores and with each directory.
import { describe, expect, it, onTestFinished } from 'vitest';
import { directoryAt, type Hire, hireEmbedded, hireIn } from '../../crash/directories.ts';
import { type Ground, setStage } from '../../crash/stage.ts';
import { walkWith } from '../../crash/walk.ts';
import { makeRig, servers } from '../../directories/rigs.ts';
import { isShared, postgresIn } from '../../gateway/database-in.ts';
import { tempFolder } from '../../gateway/harness.ts';

type Name = 'embedded' | (typeof servers)[number];

const behind = async (name: Name): Promise<{ hire: Hire; directory?: Ground['directory'] }> => {
  if (name === 'embedded') return { hire: hireEmbedded };
  const rig = await makeRig(name);
  onTestFinished(() => rig.close());
  return { hire: hireIn(rig), directory: directoryAt(rig) };
};

const most = 400; // moments; a reset has fewer

describe.each(isShared ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const))(
  'On %s',
  (kind) => {
    it.each<Name>(['embedded', ...servers])(
      'with %s, a gateway that is killed at any moment of a reset loses nothing, sends nothing twice and leaves nothing half-done',
      { timeout: 3_600_000 },
      async (name) => {
        const { hire, directory } = await behind(name);
        const postgres = kind === 'postgres' ? await postgresIn(await tempFolder()) : undefined;
        const stage = await setStage({ directory, postgres });
        const counts: Record<string, number> = {};
        const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
        let at = 1;
        for (; at < most; at += 1) {
          const walked = await walkWith(stage, await hire(stage), at).catch((error: unknown) => {
            throw new Error(`killed at ${at}`, { cause: error });
          });
          if (!walked.died) break;
          count(walked.told.end);
          if (walked.told.begun > 1) count('begun anew');
          if (walked.copies > 0) count('a letter twice');
        }
        console.info(`${kind}, ${name}: killed at ${at - 1} moments`, counts);
        expect(at).toBeGreaterThan(45);
        expect(at).toBeLessThan(most);
        expect(counts['outcome-unknown']).toBeGreaterThan(0);
      },
    );
  },
);
