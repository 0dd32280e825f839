// Whatever stands in a tenant file: it is refused with a problem that names its place, or it comes out as mere text.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTenant } from '../../tenant/load.ts';
import { TenantError } from '../../tenant/problem.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { allOf } from '../site/dom.ts';
import { type Portal, portalOf, textOf } from '../site/portals.ts';
import { expectInert } from './inert.ts';
import { hostileStrings } from './hostile-strings.ts';
import { type Field, nameOf, stringFields, withValue } from './string-fields.ts';

const backends: Record<string, object> = {
  http: { kind: 'http', url: '/api' },
  links: { kind: 'links', reset: 'https://id.contoso.com/reset' },
  entra: { kind: 'entra' },
};

const inHalfAYear = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);

// Everything on, so that every value has a place where it comes out.
const base = {
  organization: { name: 'Contoso Ltd', domains: ['contoso.com'] },
  portal: { url: 'https://passwords.contoso.com/' },
  locales: ['en', 'nl', 'ar'],
  support: { email: 'help@contoso.com' },
  backend: backends.http,
  policy: { methods: ['email', 'sms', 'questions'], questions: { predefined: 'all' } },
  rollout: {
    sender: { name: 'Contoso', address: 'it@contoso.com' },
    audiences: [{ name: 'All', wave: 1 }],
  },
  security: { contact: 'security@contoso.com', expires: inHalfAYear },
  gateway: {
    mail: 'smtps://smtp.contoso.com',
    text: 'https://sms.contoso.com/',
    dkim: { domain: 'contoso.com', selector: 'keyturn' },
    directory: {
      kind: 'openldap',
      urls: ['ldaps://ldap.contoso.com'],
      base: 'ou=people,dc=contoso,dc=com',
      scope: { group: 'cn=all,dc=contoso,dc=com' },
    },
  },
};

const anyKey = 'site.home.title';
const pathOf = ({ path }: Field): Field['path'] => path.map((key) => (key === '*' ? anyKey : key));

const placeOf = (field: Field): string => pathOf(field).join('.');

const fileWith = (fields: readonly Field[], text: string, backend = 'http'): unknown => {
  const { gateway, ...hosted } = base;
  const start = { ...hosted, ...(backend === 'http' && { gateway }), backend: backends[backend] };
  return fields.reduce<unknown>((file, field) => withValue(file, pathOf(field), text), start);
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const loadFile = async (content: unknown): Promise<Tenant> => {
  const file = join(folder, 'tenant.json');
  await writeFile(file, JSON.stringify(content));
  return loadTenant(file);
};

const problemsOf = async (content: unknown): Promise<TenantError | undefined> => {
  try {
    await loadFile(content);
    return undefined;
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    return error;
  }
};

const fields = stringFields();

it('finds the fields in the schema', () => {
  const names = fields.map(nameOf);
  expect(names).toContain('organization.name');
  expect(names).toContain('text.ar.*');
  expect(names).toContain('backend.unlock of links');
  expect(names).toContain('gateway.directory.base of openldap');
  expect(names).toContain('rollout.audiences.0.name');
  expect(names.length).toBeGreaterThan(50);
});

const fieldsOf = (backend: string): Field[] =>
  fields.filter(
    (field) =>
      (!field.backend || field.backend === backend || field.backend === 'openldap') &&
      (backend === 'http' || field.path[0] !== 'gateway'),
  );

// The fields that take the text. Every other one is refused by its name, together with others, on clean lines.
const taking = async (backend: string, text: string): Promise<Field[]> => {
  let left = fieldsOf(backend);
  for (;;) {
    const error = await problemsOf(fileWith(left, text, backend));
    if (!error) return left;
    expect(error.message).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202e]/u);
    const named = new Set(error.problems.map(({ path }) => path.join('.')));
    // That the domain and the sender don't fit is said of the domain, which takes no such text itself.
    if (named.has('gateway.dkim.domain')) named.add('rollout.sender.address');
    const refused = left
      .map(placeOf)
      .filter((place) => named.has(place.replace(/\.0$/, '')) || named.has(place));
    expect(refused.length, error.message).toBeGreaterThan(0);
    // Where a text or a list may stand, the list was looked at: the text is next.
    const gone = new Set(refused.filter((place) => !refused.includes(`${place}.0`)));
    left = left.filter((field) => !gone.has(placeOf(field)));
  }
};

const calmPortals = new Map<string, Promise<Portal>>();

const calmPortal = (
  taken: readonly Field[],
  harmless: string,
  backend: string,
): Promise<Portal> => {
  const key = [backend, harmless, ...taken.map(nameOf)].join();
  const made = calmPortals.get(key) ?? loadFile(fileWith(taken, harmless, backend)).then(portalOf);
  calmPortals.set(key, made);
  return made;
};

describe.each(hostileStrings)('$text in every field', ({ text, harmless }) => {
  it.each(Object.keys(backends))(
    'of a tenant with %s is refused, or is mere text',
    async (backend) => {
      const taken = await taking(backend, text);
      // Apart from the backend's own fields, tenants of different backends differ in nothing.
      if (backend !== 'http' && !taken.some((field) => field.backend)) return;
      if (taken.length === 0) return;
      const hostile = await portalOf(await loadFile(fileWith(taken, text, backend)));
      await expectInert(hostile, await calmPortal(taken, harmless, backend));
      if (taken.some((field) => nameOf(field) === 'organization.name'))
        expect(allOf(textOf(hostile, 'index.html'), 'footer')[0]!.text).toContain(text);
    },
  );
});

it('has texts that are taken, and texts that aren’t', async () => {
  const names = async (text: string): Promise<string[]> => (await taking('http', text)).map(nameOf);
  expect(await names(hostileStrings[0]!.text)).toContain('organization.name');
  expect(await names('javascript:alert(1)')).not.toContain('support.url');
  expect(await names('Ltd\r\nBcc: all@evil.test')).toEqual(['$schema']);
});
