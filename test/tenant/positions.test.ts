import { describe, expect, it } from 'vitest';
import { complaintsOf, load, right } from './files.ts';

const tenMistakes = `organization:
  name: ''
  domains: [contoso]
  countryCode: Netherlands
portal:
  url: http://passwords.contoso.com
locales: [en, xx]
brand:
  color: bleu
support:
  phone: call us
backend:
  kind: http
  url: /api
policy:
  gates: 3
  metods: [email]
  password:
    minLength: 2
`;

const placesIn = (complaints: string): string[] =>
  [...complaints.matchAll(/^tenant\.\w+:(\d+:\d+) {2}(.*)$/gm)].map(
    ([, place, path]) => `${place} ${path}`,
  );

describe('the place of a mistake', () => {
  it('is the right line and column for each of ten mistakes in one file', async () => {
    expect(placesIn(await complaintsOf(tenMistakes))).toEqual([
      '2:9 organization.name',
      '3:13 organization.domains[0]',
      '4:16 organization.countryCode',
      '6:8 portal.url',
      '7:15 locales[1]',
      '9:10 brand.color',
      '11:10 support.phone',
      '16:10 policy.gates',
      '17:3 policy.metods',
      '19:16 policy.password.minLength',
    ]);
  });

  it('is found in JSON as in YAML', async () => {
    const json =
      '{\n  "organization": {"name": "Contoso", "domains": ["contoso.com"]},\n  "portal": {"url": "ftp://x"}\n}';
    expect(placesIn(await complaintsOf(json, 'tenant.json'))).toContain('3:21 portal.url');
  });

  it('is found in TypeScript, behind types and calls', async () => {
    const code = `type Anything = Record<string, unknown>;
const defineTenant = (file: Anything): Anything => file;
const tenant: Anything = {
  organization: { name: 'Contoso', domains: ['contoso.com'] },
  portal: {
    url: 'nowhere' as string,
  },
  support: { email: 'help@contoso.com' },
  backend: { kind: 'http', url: '/api', nothing: 1 },
};
export default defineTenant(tenant);
`;
    expect(placesIn(await complaintsOf(code, 'tenant.ts'))).toEqual([
      '6:10 portal.url',
      '9:41 backend.nothing',
    ]);
  });

  it('is the line of the notation’s own mistake', async () => {
    expect(
      placesIn(await complaintsOf('organization:\n  name: [Contoso\nportal: {}\n'))[0],
    ).toMatch(/^[23]:/);
    expect(
      placesIn(await complaintsOf('export default {\n  organization: {,\n};', 'tenant.ts')),
    ).toEqual(['2:18 (the file itself)']);
  });
});

describe('a tenant file', () => {
  it('may be YAML, JSON, TypeScript or JavaScript, and nothing else', async () => {
    const json = JSON.stringify({
      organization: { name: 'Contoso', domains: ['contoso.com'] },
      portal: { url: 'https://passwords.contoso.com/' },
      support: { email: 'help@contoso.com' },
      backend: { kind: 'http', url: '/api' },
    });
    expect((await load(json, 'tenant.json')).organization.name).toBe('Contoso');
    expect((await load(`export default ${json}`, 'tenant.ts')).organization.name).toBe('Contoso');
    expect((await load(`export default ${json}`, 'tenant.mjs')).organization.name).toBe('Contoso');
    expect(await complaintsOf(json, 'tenant.toml')).toContain('got   a .toml file');
  });

  it('takes its id from its folder or its name', async () => {
    expect((await load(right, 'Contoso Ltd.yaml')).id).toBe('contoso-ltd');
    expect((await load(`id: head-office\n${right}`)).id).toBe('head-office');
  });

  it('that isn’t there is told so', async () => {
    const { loadTenant } = await import('../../tenant/load.ts');
    await expect(loadTenant('nowhere/tenant.yaml')).rejects.toThrow('no such file');
  });

  it('of ten megabytes isn’t even parsed', async () => {
    const complaints = await complaintsOf(`# ${'x'.repeat(10_000_000)}\n${right}`);
    expect(complaints).toContain('want  at most 1048576 bytes');
  });

  it('can’t blow itself up with aliases', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of [...'bcdefghi'].entries())
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`);
    expect(await complaintsOf(bomb.join('\n'))).toContain('want  few aliases');
  });

  it('may be nested as deeply as anybody likes without harm', async () => {
    const deep = `organization: ${'['.repeat(3000)}${']'.repeat(3000)}\n`;
    expect(await complaintsOf(deep)).toContain('got');
  });
});
