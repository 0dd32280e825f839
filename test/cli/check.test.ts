import { describe, expect, it } from 'vitest';
import { tenantJsonSchema } from '../../tenant/json-schema.ts';
import { example, folderWith, keyturn, tempFolder, tenantFile } from './command.ts';

const tenMistakes = `organisation:
  name: Contoso Ltd
organization:
  name: ""
  domains: [contoso]
portal:
  url: http://passwords.contoso.com/
locales: [en, xx]
brand:
  color: reddish
support:
  email: help at contoso.com
backend:
  kind: htpp
policy:
  gates: 3
  password:
    minLength: 4
`;

describe('keyturn check', () => {
  it('prints ten problems for ten mistakes, each with its place', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenMistakes });
    const { code, stdout, stderr } = await keyturn(['check', 'tenant.yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const lines = tenMistakes.split('\n');
    const places = [...stderr.matchAll(/^tenant\.yaml:(\d+):(\d+) {2}/gm)];
    const marked = places.map(([, line, column]) =>
      lines[Number(line) - 1]!.slice(Number(column) - 1),
    );
    expect(marked).toEqual([
      'organisation:',
      '""',
      'contoso]',
      'http://passwords.contoso.com/',
      'xx]',
      'reddish',
      'help at contoso.com',
      'htpp',
      '3',
      '4',
    ]);
    expect(stderr).toMatchSnapshot();
  });

  it('says of each of several files whether it is fine, and fails if one is not', async () => {
    const cwd = await folderWith({
      'good.yaml': tenantFile('Contoso Ltd'),
      'bad.yaml': tenantFile('Contoso Ltd', 'nonsense: 1\n'),
      'good.json': JSON.stringify({
        organization: { name: 'Contoso JSON', domains: ['contoso.com'] },
        portal: { url: 'https://passwords.contoso.com/' },
        support: { email: 'help@contoso.com' },
        backend: { kind: 'entra' },
      }),
    });
    const files = ['good.yaml', 'bad.yaml', 'good.json', 'missing.yaml', '.'];
    const { code, stdout, stderr } = await keyturn(['check', ...files], { cwd });
    expect(code).toBe(1);
    expect(stdout).toBe('good.yaml: fine. Contoso Ltd, en.\ngood.json: fine. Contoso JSON, en.\n');
    expect(stderr).toMatchSnapshot();
  });

  it('accepts the examples without a word on the error stream', async () => {
    const files = ['contoso/tenant.yaml', 'fabrikam/tenant.yaml', 'wingtip/tenant.ts'].map(example);
    const ended = await keyturn(['check', ...files], { cwd: await tempFolder() });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout.match(/: fine\. /g)).toHaveLength(3);
  });

  it('names the place where a tenant in TypeScript breaks off', async () => {
    const cwd = await folderWith({
      'tenant.ts': "export default {\n  organization: { name: 'Contoso' \n  portal: {},\n};\n",
    });
    const { code, stderr } = await keyturn(['check', 'tenant.ts'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^tenant\.ts:3:3 {2}\(the file itself\)$/m);
    expect(stderr).toMatch(/^1 problem\.$/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('finds the places of mistakes in a tenant in TypeScript', async () => {
    const cwd = await folderWith({
      'tenant.ts': `const name: string = 'Contoso';
export default {
  organization: { name, domains: ['contoso'] },
  portal: { url: 'https://passwords.contoso.com/' },
  support: { email: 'help@contoso.com' },
  backend: { kind: 'links' },
};
`,
    });
    const { code, stderr } = await keyturn(['check', 'tenant.ts'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^tenant\.ts:3:35 {2}organization\.domains\[0\]$/m);
    expect(stderr).toMatch(/^tenant\.ts:6:3 {2}backend\.reset$/m);
  });
});

describe('keyturn schema', () => {
  it('prints the JSON Schema of the tenant file', async () => {
    const { code, stdout, stderr } = await keyturn(['schema'], { cwd: await tempFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(tenantJsonSchema())));
  });
});
