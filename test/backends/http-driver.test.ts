import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { http } from '../../backends/drivers/http.ts';
import { knowResetSteps } from '../../backends/guards-reset.ts';
import type { Driver, FlowHandle, Reply } from '../../backends/driver.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let driver: Driver;
let answer: Answer;
let seen: { url?: string; method?: string; headers: IncomingMessage['headers']; body: string }[];

knowResetSteps();

const still = new AbortController().signal;
const flow: FlowHandle = { id: 'secret/../id', revision: 3 };
const request = { flow: 'reset', locale: 'en' } as const;
const identify = { kind: 'identify' };

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

const raw =
  (status: number, type: string, body: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };

const problemOf = (reply: Reply) => ('problem' in reply ? reply.problem.code : reply.step.kind);

beforeAll(async () => {
  server = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (chunk) => (body += String(chunk)));
    incoming.on('end', () => {
      seen.push({ url: incoming.url, method: incoming.method, headers: incoming.headers, body });
      answer(incoming, response, body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  driver = http({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api` });
});

beforeEach(() => {
  seen = [];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the driver for our own protocol', () => {
  it('begins a flow and keeps its id to itself', async () => {
    answer = json(201, {
      id: 'abc',
      expiresAt: '2027-01-01T00:00:00Z',
      step: identify,
      revision: 0,
    });
    expect(await driver.start(request, still)).toEqual({
      flow: { id: 'abc', revision: 0 },
      step: identify,
    });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/flows',
      body: JSON.stringify(request),
    });
    expect(seen[0]!.headers.cookie).toBeUndefined();
  });

  it('sends what was answered with the revision, and nothing else', async () => {
    answer = json(200, { step: { kind: 'leave', url: 'https://x.test/' }, revision: 4 });
    const reply = await driver.answer(flow, { kind: 'enter-code', code: '123456' }, still);
    expect(reply).toEqual({
      flow: { id: flow.id, revision: 4 },
      step: { kind: 'leave', url: 'https://x.test/' },
    });
    expect(seen[0]!.url).toBe('/api/flows/secret%2F..%2Fid');
    expect(JSON.parse(seen[0]!.body)).toEqual({
      answer: { kind: 'enter-code', code: '123456' },
      revision: 3,
    });
  });

  it('reads a problem with its step, numbers and waiting time', async () => {
    const body = {
      type: 'urn:keyturn:problem:wrong-code',
      status: 422,
      step: identify,
      triesLeft: 2,
      revision: 5,
    };
    answer = json(422, body, { 'retry-after': '30' });
    const reply = await driver.answer(flow, { kind: 'enter-code', code: '1' }, still);
    expect(reply).toMatchObject({
      problem: { code: 'wrong-code', triesLeft: 2, retryAfter: 30, step: identify },
      flow: { id: flow.id, revision: 5 },
    });
  });

  it('takes a code by the end of its type, however the backend writes the rest', async () => {
    for (const type of [
      'locked',
      '/problems/locked',
      'https://x.test/errors#locked',
      'urn:a:locked',
    ]) {
      answer = json(429, { type });
      expect(problemOf(await driver.answer(flow, { kind: 'resend' }, still))).toBe('locked');
    }
    answer = json(429, { type: 'about:blank/unlocked' });
    expect(problemOf(await driver.answer(flow, { kind: 'resend' }, still))).toBe('bad-reply');
  });

  const faults: [string, Answer][] = [
    [
      'a sign-in page instead of JSON',
      raw(200, 'text/html', '<!doctype html><title>Sign in</title>'),
    ],
    ['a gateway’s error page', raw(502, 'text/html', '<h1>Bad gateway</h1>')],
    ['an empty body', raw(200, 'application/json', '')],
    ['truncated JSON', raw(200, 'application/json', '{"step":{"kind":"done","outc')],
    ['an error inside a success', json(200, { error: true, errorCode: 5015 })],
    ['a step of an unknown kind', json(200, { step: { kind: 'solve-riddle' } })],
    ['a step that lacks what it needs', json(200, { step: { kind: 'enter-code' } })],
    ['a success as a list', json(200, [])],
    ['a problem without a type', json(422, { title: 'no' })],
  ];

  for (const [what, fault] of faults) {
    it(`doesn’t take ${what} for success`, async () => {
      answer = fault;
      const signIn = { kind: 'enter-code', code: '123456' } as const;
      expect(problemOf(await driver.answer(flow, signIn, still))).toBe('bad-reply');
      expect(problemOf(await driver.start(request, still))).toBe('bad-reply');
    });

    it(`says that the outcome is unknown when ${what} answers a new password`, async () => {
      answer = fault;
      const set = { kind: 'new-password', password: 'canary' } as const;
      expect(problemOf(await driver.answer(flow, set, still))).toBe('outcome-unknown');
    });
  }

  it('goes by the status and the step alone, whatever else a backend says of errors', async () => {
    const done = { kind: 'done', outcome: 'password-reset', advice: [] };
    const set = { kind: 'new-password', password: 'canary' } as const;
    answer = json(200, { error: 1, result: 'error', step: done, revision: 4 });
    expect(problemOf(await driver.answer(flow, set, still))).toBe('done');
    answer = json(500, { success: true, result: 'passwordchanged', step: done, revision: 4 });
    expect(problemOf(await driver.answer(flow, set, still))).toBe('outcome-unknown');
  });

  it('doesn’t follow redirects with an answer in hand', async () => {
    answer = (_request, response) => response.writeHead(307, { location: '/elsewhere' }).end();
    expect(problemOf(await driver.answer(flow, { kind: 'resend' }, still))).toBe('unreachable');
    expect(seen).toHaveLength(1);
  });

  it('gives up when it is told to, and when the connection breaks', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    expect(problemOf(await driver.start(request, controller.signal))).toBe('unreachable');
    answer = (incoming) => incoming.socket.destroy();
    expect(problemOf(await driver.start(request, still))).toBe('unreachable');
    const set = { kind: 'new-password', password: 'canary' } as const;
    expect(problemOf(await driver.answer(flow, set, still))).toBe('outcome-unknown');
  });

  it('tells the backend that a flow was given up, and never fails for it', async () => {
    answer = raw(204, 'text/plain', '');
    driver.cancel(flow);
    await expect.poll(() => seen[0]?.method).toBe('DELETE');
    http({ url: 'http://127.0.0.1:1' }).cancel(flow);
  });
});
