// Whoever calls people, or notifies them, for the organisation: a server of its own, asked and answering over HTTP.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { isSigned, signatureHeader, signed } from '../../gateway/delivery/signature.ts';
import { approvalHook } from '../../gateway/delivery/webhook.ts';
import { close, listen } from '../../gateway/server.ts';
import { type Bench, benchGateway, type Setting, until, withPolicy } from './harness.ts';

export const callSecret = 'what the telephone company and the gateway both know';
export const pushSecret = 'what the makers of the app and the gateway both know';

/** What a provider was asked. */
export type Asked = {
  to?: string;
  username?: string;
  locale: string;
  text: string;
  approval: { url: string; id: string };
};

type Provider = {
  asked: Asked[];
  /** How it answers the gateway. */
  status: number;
  url: string;
};

const startProvider = async (secret: string): Promise<Provider> => {
  const provider: Provider = { asked: [], status: 200, url: '' };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const known = isSigned(secret, request.headers[signatureHeader] as string | undefined, body);
      if (known) provider.asked.push(JSON.parse(body) as Asked);
      response.writeHead(known ? provider.status : 401).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => close(server));
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`;
  return provider;
};

export const withApprovals = withPolicy({
  methods: ['email', 'call-mobile', 'call-office', 'push'],
  requiredToRegister: 1,
});

/** Starts all three. */
export const telephones = async (
  setting: Setting = {},
): Promise<{ bench: Bench; call: Provider; push: Provider }> => {
  const [call, push] = [await startProvider(callSecret), await startProvider(pushSecret)];
  let app: Bench['app'] | undefined;
  const server = await listen({ fetch: (...given) => app!.fetch(...given) }, 0, '127.0.0.1');
  onTestFinished(() => close(server));
  const backend = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mail: Bench['sent'] = [];
  const bench = await benchGateway({
    tenant: withApprovals,
    approvalSecrets: { call: callSecret, push: pushSecret },
    ways: {
      email: async (message) => void mail.push(message),
      call: approvalHook({ url: call.url, secret: callSecret, backend }),
      push: approvalHook({ url: push.url, secret: pushSecret, backend }),
    },
    ...setting,
  });
  app = bench.app;
  return { bench: Object.assign(bench, { sent: mail }), call, push };
};

/** Waits until somebody was called or notified, so many times in all. */
export const asked = async ({ asked: all }: Provider, count = 1): Promise<Asked> =>
  (await until(() => all.length >= count && all))[count - 1]!;

/** How an answer may be wrong. */
export type Wrong = { signature?: string | null; body?: string; url?: string };

/** Brings what a person answered to where the gateway said. Returns the status. */
export const reply = async (
  { approval }: Asked,
  answer: { approved: boolean; number?: string },
  secret = callSecret,
  wrong: Wrong = {},
): Promise<number> => {
  const body = wrong.body ?? JSON.stringify({ id: approval.id, ...answer });
  const signature = wrong.signature === undefined ? signed(secret, body) : wrong.signature;
  const response = await fetch(wrong.url ?? approval.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signature !== null && { [signatureHeader]: signature }),
    },
    body,
  });
  return response.status;
};
