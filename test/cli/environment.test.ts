import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  breachUrlSetting,
  mailLogin,
  textSecretSetting,
  tokenSecretSetting,
} from '../../cli/environment.ts';
import { authoritySetting, setting } from '../../cli/settings.ts';
import { waysFrom } from '../../cli/ways.ts';
import { contoso, tempFolder } from '../gateway/harness.ts';
import { withTokens } from '../gateway/issuer.ts';

const name = 'KEYTURN_TOKEN_SECRET';
const long = 'thirty-two bytes at the very least';

describe('The secret of tokens', () => {
  it('is taken as it is written, from the environment or from a file', async () => {
    expect(tokenSecretSetting(withTokens(), { [name]: long })).toEqual(Buffer.from(long));
    const file = join(await tempFolder(), 'secret');
    await writeFile(file, `${long}\n`);
    expect(tokenSecretSetting(withTokens(), { [`${name}_FILE`]: file })).toEqual(Buffer.from(long));
  });

  it('is wanted where tokens are used without published keys, and long enough', () => {
    for (const env of [{}, { [name]: '' }, { [name]: 'x'.repeat(31) }])
      expect(() => tokenSecretSetting(withTokens(), env)).toThrow(/at least 32 bytes, got/);
    expect(tokenSecretSetting(contoso, {})).toBeUndefined();
  });

  it('isn’t wanted beside published keys', () => {
    const tenant = withTokens({ jwks: 'https://login.contoso.com/keys' });
    expect(tokenSecretSetting(tenant, {})).toBeUndefined();
    expect(() => tokenSecretSetting(tenant, { [name]: long })).toThrow(/want one of them/);
  });
});

describe('A setting', () => {
  it('in a file that holds nothing is refused: an empty password is no password', async () => {
    const file = join(await tempFolder(), 'secret');
    await writeFile(file, ' \n');
    expect(() => setting('KEYTURN_LDAP_PASSWORD', { KEYTURN_LDAP_PASSWORD_FILE: file })).toThrow(
      /^KEYTURN_LDAP_PASSWORD_FILE: .+ is empty/,
    );
  });

  it('isn’t guessed at where it’s given twice', () => {
    const both = { KEYTURN_SECRET: 'one', KEYTURN_SECRET_FILE: 'another' };
    expect(() => setting('KEYTURN_SECRET', both)).toThrow(
      'KEYTURN_SECRET and KEYTURN_SECRET_FILE are both set: want one of them.',
    );
  });

  it('for an authority is a certificate in PEM, or nothing', () => {
    expect(authoritySetting('KEYTURN_SMTP_CA', {})).toBeUndefined();
    expect(() => authoritySetting('KEYTURN_SMTP_CA', { KEYTURN_SMTP_CA: '/etc/ca.pem' })).toThrow(
      'KEYTURN_SMTP_CA: want a certificate in PEM, or KEYTURN_SMTP_CA_FILE its path.',
    );
  });
});

describe('The range service', () => {
  it('is an address to which five signs can be added, or the usual one', () => {
    const url = 'https://breaches.contoso.com/range/';
    expect(breachUrlSetting({ KEYTURN_BREACH_URL: url })).toBe(url);
    expect(breachUrlSetting({})).toBeUndefined();
    for (const wrong of ['breaches.contoso.com', url.slice(0, -1), 'file:///range/', 'https:///'])
      expect(() => breachUrlSetting({ KEYTURN_BREACH_URL: wrong }), wrong).toThrow(
        /^KEYTURN_BREACH_URL: got ".+", want an https address that ends in \//,
      );
  });
});

describe('What the tenant file needs', () => {
  const text = { ...contoso, gateway: { ...contoso.gateway!, text: 'https://sms.contoso.com/' } };

  it('is a secret of 32 bytes for texts: who has none could not tell theirs from anybody’s', () => {
    expect(textSecretSetting({ KEYTURN_TEXT_SECRET: long })).toBe(long);
    for (const [env, got] of [
      [{}, 0],
      [{ KEYTURN_TEXT_SECRET: 'x'.repeat(31) }, 31],
    ] as const) {
      const said = new RegExp(`KEYTURN_TEXT_SECRET: want at least 32 bytes, got ${got}\\.`);
      expect(() => waysFrom(text, {}, env)).toThrow(said);
    }
  });

  it('is a whole login at the mail server, or none', () => {
    const [user, password] = [{ KEYTURN_SMTP_USER: 'mailer' }, { KEYTURN_SMTP_PASSWORD: 'long' }];
    expect(mailLogin({ ...user, ...password })).toEqual({ user: 'mailer', password: 'long' });
    expect(mailLogin({})).toEqual({});
    expect(() => mailLogin(user)).toThrow(/^KEYTURN_SMTP_PASSWORD is missing/);
    expect(() => mailLogin(password)).toThrow(/^KEYTURN_SMTP_USER is missing/);
  });
});
