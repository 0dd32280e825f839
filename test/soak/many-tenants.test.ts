// Hundreds of tenants in one run: the last needs no more memory than the first ones did.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watched } from '../bench/many.ts';
import { keyturnBuild, tenantsIn } from '../bench/workload.ts';
import setup from '../compiled.ts';

const count = Number(process.env.KEYTURN_TENANTS ?? 200);

// By then everything that is kept at all is kept: drawing takes its own share first.
const enough = Math.max(20, count / 5);

it(
  `builds ${count} tenants in the memory of ${enough} of them`,
  { timeout: 3_600_000 },
  async () => {
    setup();
    const folder = await mkdtemp(join(tmpdir(), 'keyturn-many-'));
    try {
      const files = await tenantsIn(join(folder, 'tenants'), count);
      const memoryOf = async (some: readonly string[]): Promise<number> => {
        const { args } = keyturnBuild(some, join(folder, 'out'));
        return (await watched({ args: [...args, '--jobs', '1'] })).memory;
      };
      const few = await memoryOf(files.slice(0, enough));
      const all = await memoryOf(files);
      // What has no use any more is collected when there is need, not at once.
      expect(all).toBeLessThan(few * 1.2);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
