import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { smtp } from '../../gateway/delivery/smtp.ts';
import { webhook } from '../../gateway/delivery/webhook.ts';
import { benchGateway, codeIn, contoso, toMethods, until } from './harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

afterEach(() => void vi.useRealTimers());

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
    const code = codeIn({ text: mail.text!, to: '', channel: 'email' });
    expect(mail.html).toContain(code);
    expect(mail.subject).toMatch(/\p{Script=Arabic}/u);
    const header = mail.headers.find(({ key }) => key === 'auto-submitted');
    expect(header?.value).toBe('auto-generated');
    await walk.go({ kind: 'enter-code', code }, 'new-password');
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
      await send({ to, channel: 'email', subject: 'x', text: 'x' }).catch(() => {});
    expect(got.flatMap((one) => one.to).filter((to) => to === 'eve@evil.test')).toEqual([]);
    for (const { raw } of got) expect(raw.toString()).not.toMatch(/^bcc:/im);
  });

  it('isn’t given to a server whose certificate nobody vouches for, nor is the login', async () => {
    const { got, port } = await mailServer({ secure: true });
    const settings = { url: `smtps://127.0.0.1:${port}`, user: 'u', password: 'p' };
    const send = smtp(settings, contoso);
    onTestFinished(() => send.close());
    await expect(send({ to: 'a@x.test', channel: 'email', text: 'x' })).rejects.toThrow(
      /certificate|self.signed/i,
    );
    expect(got).toEqual([]);
  });

  it('insists on TLS with every server that isn’t on this machine', async () => {
    const { got, port } = await mailServer();
    // Another name for the same machine: the rule goes by the name that was configured.
    const send = smtp({ url: `smtp://0.0.0.0:${port}` }, contoso);
    onTestFinished(() => send.close());
    await expect(send({ to: 'a@x.test', channel: 'email', text: 'x' })).rejects.toThrow(
      /TLS|STARTTLS/i,
    );
    expect(got).toEqual([]);
  });
});

describe('A text', () => {
  const message = { to: '+31612345602', channel: 'sms', text: 'Code 123456' } as const;

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

describe('The outbox', () => {
  it('tries again when its lease is over, and gives up after four times, without a word of the message', async () => {
    let calls = 0;
    const email = async (): Promise<void> => {
      calls += 1;
      throw new Error('connection refused');
    };
    const bench = await benchGateway({ ways: { email, sms: noSms } });
    const walk = await toMethods(bench, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    for (let round = 1; round <= 4; round += 1) {
      await until(() => calls === round);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(calls).toBe(4);
    const warned = bench.lines.filter(({ level }) => level === 'warn');
    expect(warned.map(({ attempts }) => attempts)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(warned)).not.toMatch(/\d{6}|lovelace/);
  });

  it('keeps what was not sent over a restart', async () => {
    const down = await benchGateway({
      ways: { email: () => Promise.reject(new Error('down')), sms: noSms },
    });
    const walk = await toMethods(down, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => down.lines.some(({ level }) => level === 'warn'));
    await down.stop();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    const up = await benchGateway({ data: down.data });
    await until(() => up.sent.length === 1);
    expect(up.sent[0]!.to).toBe('ada.lovelace@example.org');
  });

  it('says that a message can’t be read with another secret, and sends the next one', async () => {
    const down = await benchGateway({
      ways: { email: () => Promise.reject(new Error('down')), sms: noSms },
    });
    const walk = await toMethods(down, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => down.lines.some(({ level }) => level === 'warn'));
    await down.stop();
    await writeFile(join(down.data, 'secret'), Buffer.alloc(32, 9));
    const up = await benchGateway({ data: down.data });
    await until(() =>
      up.lines.some(({ message, level }) => message === 'outbox' && level === 'error'),
    );
    const other = await toMethods(up, 'noor');
    await other.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => up.sent.length === 1);
    expect(up.sent[0]!.to).toBe('noor@example.org');
  });

  it('finishes the message under way before it stops', async () => {
    let sent = false;
    const email = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      sent = true;
    };
    const bench = await benchGateway({ ways: { email, sms: noSms } });
    const walk = await toMethods(bench, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await bench.stop();
    expect(sent).toBe(true);
  });
});
