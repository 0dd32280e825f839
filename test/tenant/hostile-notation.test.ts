// What the notation itself may be made to do: keys from an object's own nature, aliases, merges, tags.
import { describe, expect, it } from 'vitest';
import { complaintsOf, load, right } from './files.ts';

const json = (more: string): string => `{${more},
  "organization": {"name": "Contoso", "domains": ["contoso.com"]},
  "portal": {"url": "https://passwords.contoso.com/"},
  "support": {"email": "help@contoso.com"},
  "backend": {"kind": "http", "url": "/api"}}`;

const natures = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

describe('a key from an object’s own nature', () => {
  it.each(natures)(
    '%s is refused as unknown in YAML and in JSON, at the top and deep inside',
    async (key) => {
      const wrong: [string, string][] = [
        [`${right}${key}:\n  polluted: true\n`, 'tenant.yaml'],
        [
          right.replace('  email: help', `  ${key}: {polluted: true}\n  email: help`),
          'tenant.yaml',
        ],
        [`${right}text:\n  en:\n    ${key}: polluted\n`, 'tenant.yaml'],
        [`${right}text:\n  ${key}:\n    site.home.title: polluted\n`, 'tenant.yaml'],
        [json(`"${key}": {"polluted": true}`), 'tenant.json'],
        [json(`"legal": {"${key}": {"polluted": true}}`), 'tenant.json'],
      ];
      for (const [content, name] of wrong)
        expect(await complaintsOf(content, name), content).toContain(`the unknown key "${key}"`);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('is no value either: no font, page or language has such a name', async () => {
    const tenant = await load(`${right}brand:\n  font: constructor\n`);
    expect(tenant.brand.font).toBe('constructor');
    for (const value of natures) {
      const page = right.replace('com/\nlocales', `com/\n  pages: [${value}]\nlocales`);
      expect(await complaintsOf(page)).toContain('portal.pages[0]');
      expect(await complaintsOf(right.replace('[en, nl]', `[en, ${value}]`))).toContain(
        'locales[1]',
      );
      expect(await complaintsOf(right.replace('kind: http', `kind: ${value}`))).toContain(
        'backend',
      );
    }
  });
});

describe('YAML', () => {
  const laughs = [
    'a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
    ...[...'bcdefghi'].map((name, index) => {
      const former = 'abcdefgh'[index]!;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${former}`).join(', ')}]`;
    }),
  ];

  it('with a billion laughs is refused at once', async () => {
    const started = performance.now();
    expect(await complaintsOf(`${right}${laughs.join('\n')}\n`)).toContain('want  few aliases');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('with an alias to itself is refused', async () => {
    expect(await complaintsOf(`${right}legal: &x\n  privacyUrl: *x\n`)).toContain(
      'legal.privacyUrl',
    );
  });

  it('may use an anchor for what it is meant for', async () => {
    const tenant = await load(
      right.replace('email: help@contoso.com', 'email: &mail help@contoso.com') +
        'rollout:\n  replyTo: *mail\n',
    );
    expect(tenant.rollout.replyTo).toBe('help@contoso.com');
  });

  it('with a merge key or a tag gets no more than it says', async () => {
    expect(await complaintsOf(`${right}legal:\n  <<: {privacyUrl: "https://x.test/"}\n`)).toContain(
      'the unknown key "<<"',
    );
    expect(await complaintsOf(`${right}legal: !!js/function "alert(1)"\n`)).toContain('legal');
    expect(await complaintsOf(`${right}id: !!binary "YQ=="\n`)).toContain('id');
  });

  it('with several documents, or larger than a tenant file can be, is refused', async () => {
    expect(await complaintsOf(`${right}---\n${right}`)).toContain('got');
    expect(await complaintsOf(`${right}# ${'x'.repeat(1_100_000)}\n`)).toContain('1048576 bytes');
  });

  it('with deep nesting is refused without an overflow', async () => {
    const deep = `${right}legal: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`;
    expect(await complaintsOf(deep)).not.toBe('nothing wrong');
  });
});
