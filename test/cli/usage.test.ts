import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import pkg from '../../package.json' with { type: 'json' };
import { keyturn, takenPort, tempFolder, tenantFile } from './command.ts';

const refusals: [typed: string[], said: string][] = [
  [
    ['chek'],
    'keyturn chek: there is no such command. Did you mean check? keyturn --help lists them.',
  ],
  [['frobnicate'], 'keyturn frobnicate: there is no such command. keyturn --help lists them.'],
  [['check'], 'keyturn check wants a file. keyturn check --help tells what it takes.'],
  [['build'], 'keyturn build wants a file. keyturn build --help tells what it takes.'],
  [['serve'], 'keyturn serve wants a file. keyturn serve --help tells what it takes.'],
  [
    ['build', '--otu', 'x', 'a.yaml'],
    'keyturn build: there is no option --otu. Did you mean --out? keyturn build --help tells what it takes.',
  ],
  [
    ['check', '-q', 'a.yaml'],
    'keyturn check: there is no option -q. keyturn check --help tells what it takes.',
  ],
  [
    ['build', 'a.yaml', '--out'],
    '--out wants a value: where the output goes, a folder per tenant. keyturn build --help tells what it takes.',
  ],
  [
    ['build', 'a.yaml', '--out', ''],
    '--out wants a value: where the output goes, a folder per tenant. keyturn build --help tells what it takes.',
  ],
  [['build', 'a.yaml', '--out', 'a', '--out', 'b'], '--out is given more than once.'],
  [['schema', 'x'], 'keyturn schema: x is too much. keyturn schema --help tells what it takes.'],
  [['demo', '--port', 'abc'], 'port abc: want a whole number from 1 to 65535.'],
  [['demo', '--port', '0'], 'port 0: want a whole number from 1 to 65535.'],
  [['demo', '--port', '70000'], 'port 70000: want a whole number from 1 to 65535.'],
  [['serve', 'good.yaml', '--port', '1e3'], 'port 1e3: want a whole number from 1 to 65535.'],
  [['dev', 'a.yaml'], 'a.yaml: there is no such file. keyturn init writes one to start from.'],
  [['dev', '.'], '.: there is no such file. keyturn init writes one to start from.'],
  [
    ['build', 'good.yaml', '--out', 'good.yaml'],
    'good.yaml: a part of this path is a file, not a folder.',
  ],
];

const withGoodFile = async (): Promise<string> => {
  const cwd = await tempFolder();
  const methods = 'policy: {methods: [questions], requiredToRegister: 1}\n';
  await writeFile(join(cwd, 'good.yaml'), tenantFile('Contoso Ltd', methods));
  return cwd;
};

describe('the command line', () => {
  it.each(refusals)('answers keyturn %j with one sentence', async (typed, said) => {
    const { code, stdout, stderr } = await keyturn(typed, { cwd: await withGoodFile() });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${said}\n` });
  });

  it.each([['dev', 'good.yaml'], ['serve', 'good.yaml'], ['demo']])(
    'ends when the port of %s is taken, and says so',
    async (...typed) => {
      const port = await takenPort();
      const cwd = await withGoodFile();
      const { code, stderr } = await keyturn([...typed, '--port', String(port)], {
        cwd,
        env: { TMPDIR: cwd },
      });
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `127.0.0.1:${port}: this port is in use already. Choose another one with --port.\n`,
      });
      expect((await readdir(cwd)).filter((name) => name.startsWith('keyturn-'))).toEqual([]);
    },
  );

  it('lists its commands when it is asked for help, or for nothing', async () => {
    const cwd = await tempFolder();
    for (const typed of [[], ['--help'], ['help']]) {
      const { code, stdout, stderr } = await keyturn(typed, { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const name of ['init', 'check', 'build', 'dev', 'serve', 'schema', 'demo'])
        expect(stdout).toMatch(new RegExp(`^  ${name} .+`, 'm'));
    }
  });

  it('tells its version', async () => {
    const { code, stdout } = await keyturn(['--version'], { cwd: await tempFolder() });
    expect(code).toBe(0);
    expect(stdout).toMatch(`keyturn/${pkg.version} `);
  });
});
