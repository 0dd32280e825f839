// Mails that are signed, as whoever gets them sees it.
import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dkimKeySetting } from '../../cli/dkim-key.ts';
import { smtp } from '../../gateway/delivery/smtp.ts';
import { contoso } from './harness.ts';
import { startMailServer } from './mail-server.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dkimKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const dkim = { domain: 'contoso.com', selector: 'keyturn' };
const tenant = { ...contoso, gateway: { ...contoso.gateway, dkim } };

// The one record that the organisation has published.
const resolver = async (name: string): Promise<string[][]> => {
  if (name !== 'keyturn._domainkey.contoso.com')
    throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return [[`v=DKIM1; k=rsa; p=${p}`]];
};

const verdicts = async (raw: Buffer): Promise<unknown[]> => {
  const { results } = await dkimVerify(raw, { resolver });
  return results.map(({ signingDomain, selector, status }) => [
    signingDomain,
    selector,
    status.result,
  ]);
};

const letters = [
  ['en', 'Your code', 'It works for five minutes.\n\n.\n-- \nContoso'],
  ['ar', 'رمز التحقق', 'الرمز صالح لمدة خمس دقائق.'],
] as const;

const received = async (sent: typeof tenant | typeof contoso): Promise<Buffer[]> => {
  const server = await startMailServer();
  onTestFinished(() => server.close());
  const email = smtp({ url: `smtp://127.0.0.1:${server.port}`, dkimKey }, sent);
  onTestFinished(() => email.close());
  for (const [locale, subject, text] of letters)
    await email({ to: 'ada@example.org', channel: 'email', locale, subject, text, html: text });
  return server.got.map(({ raw }) => raw);
};

describe('A mail', () => {
  it('is signed so that whoever gets it can verify it, in every script', async () => {
    for (const raw of await received(tenant))
      expect(await verdicts(raw)).toEqual([['contoso.com', 'keyturn', 'pass']]);
  });

  it('doesn’t verify any more once somebody has changed its text, its subject or its sender', async () => {
    const [raw] = await received(tenant);
    for (const [from, to] of [
      ['five minutes', 'five hours'],
      ['Subject: Your', 'Subject: My'],
      ['servicedesk@contoso.com', 'servicedesk@c0ntoso.com'],
    ] as const) {
      const text = raw!.toString('latin1');
      expect(text).toContain(from);
      const [[, , result]] = (await verdicts(Buffer.from(text.replace(from, to), 'latin1'))) as [
        [string, string, string],
      ];
      expect(result, from).not.toBe('pass');
    }
  });

  it('isn’t signed where the tenant file doesn’t say so', async () => {
    for (const raw of await received(contoso))
      expect(raw.toString('latin1').toLowerCase()).not.toContain('dkim-signature');
  });
});

describe('The key', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const other = generateKeyPairSync('ed25519');
  const pem = (key: typeof privateKey): string =>
    key.export({ type: 'pkcs8', format: 'pem' }) as string;

  it.each([
    ['is missing', undefined, 'KEYTURN_DKIM_KEY is missing'],
    ['is no key', 'secret', 'want an RSA key of 2048 bits'],
    ['is too short', pem(small.privateKey), 'want an RSA key of 2048 bits'],
    ['is of another kind', pem(other.privateKey), 'want an RSA key of 2048 bits'],
  ])('that %s is said at the start, and not told', (_what, key, said) => {
    let message = '';
    try {
      dkimKeySetting(tenant, { KEYTURN_DKIM_KEY: key });
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toContain(said);
    if (key) expect(message).not.toContain(key.trim());
  });

  it('is asked for only where mails are signed', () => {
    expect(dkimKeySetting(contoso, {})).toBeUndefined();
    expect(dkimKeySetting(tenant, { KEYTURN_DKIM_KEY: dkimKey })).toBe(dkimKey);
  });
});
