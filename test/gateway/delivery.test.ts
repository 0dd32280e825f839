import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { smtp } from '../../gateway/delivery/smtp.ts';
import { webhook } from '../../gateway/delivery/webhook.ts';
import { benchGateway, codeIn, contoso, toMethods, until } from './harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const mailServer = async (options?: SMTPServerOptions): Promise<MailServer> => {
  const server = await startMailServer(options);
  onTestFinished(() => server.close());
  return server;
};

const hookServer = async (status = 200, headers: Record<string, string> = {}) => {
  const got: { body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push({ body, headers: request.headers });
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send` };
};

const noSms = async (): Promise<void> => {};

describe('Mail', () => {
  it('goes out by SMTP as the very letter, in both parts, from the tenant’s sender', async () => {
    const { got, port } = await mailServer();
    const email = smtp({ url: `smtp://127.0.0.1:${port}` }, contoso);
    onTestFinished(() => email.close());
    const bench = await benchGateway({ ways: { email, sms: noSms } });
    const walk = await toMethods(bench, 'noor', { locale: 'ar' });
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const [letter] = await until(() => got.length > 0 && got);
    expect(letter).toMatchObject({ from: 'servicedesk@contoso.com', to: ['noor@example.org'] });
    const mail = await PostalMime.parse(letter!.raw);
    expect(mail.from).toEqual({
      name: 'Contoso Service Desk',
      address: 'servicedesk@contoso.com',
    });
    expect(mail.html).toContain('dir="rtl"');
    const code = codeIn({ text: mail.text!, to: '', channel: 'email', locale: 'en' });
    expect(mail.html).toContain(code);
    expect(mail.subject).toMatch(/\p{Script=Arabic}/u);
    const header = mail.headers.find(({ key }) => key === 'auto-submitted');
    expect(header?.value).toBe('auto-generated');
    expect(mail.messageId).toMatch(/^<[\da-f-]{36}@contoso\.com>$/);
    expect(Math.abs(Date.parse(mail.date!) - Date.now())).toBeLessThan(10_000);
    expect(letter!.raw.toString('latin1')).not.toMatch(/[^\r]\n|[\x80-\xff]|[^\r\n]{79}/);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
  });

  it('may have only one part, and a line that is a dot', async () => {
    const { got, port } = await mailServer();
    const email = smtp({ url: `smtp://127.0.0.1:${port}` }, contoso);
    onTestFinished(() => email.close());
    const text = 'It is over.\n.\nBcc: eve@evil.test\n\nContoso';
    await email({
      to: 'ada@example.org',
      channel: 'email',
      locale: 'en',
      subject: 'Ĵ =?x?=',
      text,
    });
    const mail = await PostalMime.parse(got[0]!.raw);
    expect(mail).toMatchObject({ subject: 'Ĵ =?x?=', to: [{ address: 'ada@example.org' }] });
    expect(mail.text).toBe(`${text}\n`);
    expect([mail.html, mail.bcc]).toEqual([undefined, undefined]);
  });

  it('to an address with a line break in it goes to nobody else', async () => {
    const { got, port } = await mailServer();
    const send = smtp({ url: `smtp://127.0.0.1:${port}` }, contoso);
    onTestFinished(() => send.close());
    for (const to of [
      'a@x.test\r\nBcc: eve@evil.test',
      'a@x.test,eve@evil.test',
      'a@x.test eve@evil.test',
    ])
      await send({ to, channel: 'email', locale: 'en', subject: 'x', text: 'x' }).catch(() => {});
    expect(got.flatMap((one) => one.to).filter((to) => to === 'eve@evil.test')).toEqual([]);
    for (const { raw } of got) expect(raw.toString()).not.toMatch(/^bcc:/im);
  });

  it('isn’t given to a server whose certificate nobody vouches for, nor is the login', async () => {
    const { got, port } = await mailServer({ secure: true });
    const settings = { url: `smtps://127.0.0.1:${port}`, user: 'u', password: 'p' };
    const send = smtp(settings, contoso);
    onTestFinished(() => send.close());
    await expect(
      send({ to: 'a@x.test', channel: 'email', locale: 'en', text: 'x' }),
    ).rejects.toThrow(/certificate|self.signed/i);
    expect(got).toEqual([]);
  });

  it('insists on TLS with every server that isn’t on this machine', async () => {
    const { got, port } = await mailServer();
    // Another name for the same machine: the rule goes by the name that was configured.
    const send = smtp({ url: `smtp://0.0.0.0:${port}` }, contoso);
    onTestFinished(() => send.close());
    await expect(
      send({ to: 'a@x.test', channel: 'email', locale: 'en', text: 'x' }),
    ).rejects.toThrow(/TLS|STARTTLS/i);
    expect(got).toEqual([]);
  });
});

describe('A text', () => {
  const message = {
    to: '+31612345602',
    channel: 'sms',
    locale: 'en',
    text: 'Code 123456',
  } as const;

  it('goes to the webhook as JSON, signed with the time', async () => {
    const { got, url } = await hookServer();
    await webhook(url, 'shared secret')(message);
    const [{ body, headers }] = got as [{ body: string; headers: Record<string, string> }];
    expect(JSON.parse(body)).toEqual({ to: message.to, text: message.text });
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(headers['keyturn-signature']!)!;
    const wanted = createHmac('sha256', 'shared secret').update(`${time}.${body}`).digest('hex');
    expect(signature).toBe(wanted);
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(5);
  });

  it('isn’t signed without a secret', async () => {
    const { got, url } = await hookServer();
    await webhook(url, undefined)(message);
    expect(got[0]!.headers).not.toHaveProperty('keyturn-signature');
  });

  it.each([400, 401, 429, 500, 503])(
    'that is answered with %d hasn’t been sent',
    async (status) => {
      const { got, url } = await hookServer(status);
      await expect(webhook(url, undefined)(message)).rejects.toThrow(String(status));
      expect(got).toHaveLength(1);
    },
  );

  it('is never carried on to another address', async () => {
    const other = await hookServer();
    const { url } = await hookServer(307, { location: other.url });
    await expect(webhook(url, undefined)(message)).rejects.toThrow(/network error/);
    expect(other.got).toEqual([]);
  });
});
