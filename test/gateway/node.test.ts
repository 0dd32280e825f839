// The gateway behind Node's own server, as it runs: what `fetch` is told elsewhere is what the wire carries.
import { once } from 'node:events';
import { Agent, request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Call, greatestBody, type Reply } from '../../gateway/http/call.ts';
import { listenerBelow } from '../../gateway/http/node.ts';
import { close, listen } from '../../gateway/server.ts';
import { type Bench, benchGateway } from './harness.ts';

type Got = { status: number; headers: IncomingHttpHeaders; body: string };

const served = async (): Promise<{ bench: Bench; port: number }> => {
  const bench = await benchGateway();
  const server = await listen(listenerBelow('/api', bench.answer), 0, '127.0.0.1');
  onTestFinished(() => close(server));
  return { bench, port: (server.address() as AddressInfo).port };
};

const call = async (
  port: number,
  path: string,
  { parts = [], ...options }: RequestOptions & { parts?: readonly string[] } = {},
): Promise<Got> => {
  const sent = request({ port, host: '127.0.0.1', path, agent: false, ...options });
  sent.on('error', () => {});
  for (const part of parts) sent.write(part);
  sent.end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

const json = { 'content-type': 'application/json' };
const security = [
  'cache-control',
  'content-security-policy',
  'referrer-policy',
  'vary',
  'x-content-type-options',
];

it.each([
  ['GET', '/policy', {}],
  ['GET', '/healthz', {}],
  ['GET', '/nowhere', {}],
  ['GET', '/registration', {}],
  ['GET', '/flows/x', {}],
  ['POST', '/flows/x', json],
  ['POST', '/flows', {}],
  ['POST', '/flows', json],
  ['DELETE', '/flows/x', {}],
  ['PUT', '/policy', {}],
  ['GET', '/policy', { origin: 'https://evil.test' }],
  ['OPTIONS', '/flows', { origin: 'https://passwords.contoso.com' }],
] as const)('says the same on the wire as behind fetch: %s %s', async (method, path, headers) => {
  const { bench, port } = await served();
  const wire = await call(port, `/api${path}`, { method, headers });
  const fetched = await bench.call(path, { method, headers });
  expect(wire.status).toBe(fetched.status);
  expect(wire.body).toBe(await fetched.text());
  for (const [name, value] of fetched.headers) expect(wire.headers[name], name).toBe(value);
  for (const name of security) expect(wire.headers[name], name).toBeDefined();
});

it('takes what is below its path for its own, and nothing beside it', async () => {
  const bench = await benchGateway();
  const taken: string[] = [];
  const listener = listenerBelow('/api', (call) => {
    taken.push(call.path);
    return bench.answer(call);
  });
  const server = await listen(listener, 0, '127.0.0.1');
  onTestFinished(() => close(server));
  const { port } = server.address() as AddressInfo;
  const below = await call(port, '/api/nowhere?a=b');
  expect([below.status, taken.splice(0)]).toEqual([404, ['/nowhere']]);
  const beside = ['/', '/api', '/api?a=/api/policy', '/apis/policy', '/xyz/policy', '/policy'];
  const nearly = [
    '/API/policy',
    '//api/policy',
    '/x/../api/policy',
    '/%61pi/policy',
    '/api%2Fpolicy',
  ];
  for (const path of [...beside, ...nearly, 'http://evil.test/api/policy'])
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const headers = { ...json, origin: 'https://passwords.contoso.com' };
      const got = await call(port, path, { method, headers });
      expect([got.status, got.body], path).toEqual([404, below.body]);
      for (const name of security.filter((one) => one !== 'vary'))
        expect(got.headers[name], `${path} ${name}`).toBe(below.headers[name]);
      expect(got.headers['access-control-allow-origin'], path).toBeUndefined();
    }
  expect(taken).toEqual([]);
});

it('answers HEAD as GET, without the body', async () => {
  const { port } = await served();
  const [head, get] = [
    await call(port, '/api/policy', { method: 'HEAD' }),
    await call(port, '/api/policy'),
  ];
  expect([head.status, head.body]).toEqual([200, '']);
  expect(head.headers['content-length']).toBe(get.headers['content-length']);
  expect(get.body).not.toBe('');
});

it('calls it no failure that a caller goes before the body is whole', async () => {
  const { bench, port } = await served();
  const before = bench.lines.length;
  const gone = request({
    port,
    host: '127.0.0.1',
    path: '/api/flows',
    method: 'POST',
    headers: json,
  });
  gone.on('error', () => {});
  gone.write('{');
  // Its headers are there by the time that another call is answered.
  await call(port, '/api/policy');
  gone.destroy();
  await call(port, '/api/policy');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(bench.lines.slice(before)).toEqual([]);
});

it('reads no body that is too long, whether it says so or not, and lets go of who sends it', async () => {
  const { port } = await served();
  const parts = ['x'.repeat(greatestBody), 'x'];
  const said = { ...json, 'content-length': String(greatestBody + 1) };
  for (const headers of [said, json]) {
    const got = await call(port, '/api/flows', { method: 'POST', headers, parts });
    expect([got.status, got.headers.connection]).toEqual([413, 'close']);
  }
  const fits = await call(port, '/api/flows', {
    method: 'POST',
    headers: json,
    parts: ['x'.repeat(greatestBody)],
  });
  expect(fits.status).toBe(422);
});

describe('A listener', () => {
  const portOf = async (answer: (call: Call) => Promise<Reply>): Promise<number> => {
    const server = await listen(listenerBelow('/api', answer), 0, '127.0.0.1');
    onTestFinished(() => close(server));
    return (server.address() as AddressInfo).port;
  };
  const echo = async (got: Call): Promise<Reply> => ({
    status: 200,
    body: `${got.peer} ${await got.text()}`,
  });

  it('hands on who calls, and a body in however many parts it comes', async () => {
    const port = await portOf(echo);
    const parts = ['{"flow":', '"reset"', '}'];
    const got = await call(port, '/api/flows', { method: 'POST', headers: json, parts });
    expect(got.body).toBe('127.0.0.1 {"flow":"reset"}');
  });

  it('keeps the line of whoever sends no more than is read, and says how long a reply is', async () => {
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const port = await portOf(async ({ path }) => ({ status: Number(path.slice(1)) }));
    const lines = ['200', '204', '413'].map(async (status) => {
      const { headers } = await call(port, `/api/${status}`, { agent });
      return [headers.connection, headers['content-length']];
    });
    expect(await Promise.all(lines)).toEqual([
      ['keep-alive', '0'],
      ['keep-alive', undefined],
      ['close', '0'],
    ]);
  });

  it('waits for nobody who has gone, and leaves nobody waiting for what went wrong', async () => {
    const said = Promise.withResolvers<unknown>();
    const port = await portOf(async (got) => {
      await got.text().catch(said.resolve);
      throw new Error('nothing to answer');
    });
    const options = { port, host: '127.0.0.1', path: '/api/flows', agent: false, method: 'POST' };
    const going = request({ ...options, headers: { 'content-length': '10' } });
    going.on('error', () => {});
    going.write('half', () => setTimeout(() => going.destroy(), 20));
    expect(await said.promise).toBeInstanceOf(Error);
    const staying = request(options);
    staying.end('all');
    const [error] = await once(staying, 'error').catch((cause: unknown) => [cause]);
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });
});
