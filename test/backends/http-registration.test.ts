import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpRegistration, isRegistration } from '../../backends/drivers/http-registration.ts';
import { registrationReply } from '../../backends/protocol/index.ts';
import { arbitraryOf, damaged } from './from-schema.ts';

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const seen: IncomingMessage[] = [];
const still = new AbortController().signal;
const whole = { registered: false, reconfirmDue: true };

const say =
  (status: number, body: string, headers = {}): typeof answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('What the reminder asks', () => {
  it('goes with the token in the header, and nowhere else', async () => {
    answer = say(200, JSON.stringify(whole));
    expect(await httpRegistration({ url })('a.canary.b', still)).toEqual(whole);
    const { url: path, method, headers } = seen.at(-1)!;
    expect([path, method]).toEqual(['/api/registration', 'GET']);
    expect(headers.authorization).toBe('Bearer a.canary.b');
    expect(headers.referer ?? headers.cookie).toBeUndefined();
  });

  it.each([
    ['a refusal', say(401, JSON.stringify(whole))],
    ['a sign-in page', say(200, '<!doctype html>')],
    ['an empty reply', say(200, '')],
    ['a list', say(200, '[]')],
    ['half of it', say(200, '{"registered":true}')],
    ['another place', say(307, '', { location: '/elsewhere' })],
    ['a broken connection', (request: IncomingMessage) => request.socket.destroy()],
  ])('stays unknown after %s', async (_, reply) => {
    answer = reply;
    const before = seen.length;
    expect(await httpRegistration({ url })('t', still)).toBeUndefined();
    expect(seen).toHaveLength(before + 1);
  });

  it('stays unknown when it is given up, or can’t be sent', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    expect(await httpRegistration({ url })('t', controller.signal)).toBeUndefined();
    expect(await httpRegistration({ url })('line\nbreak', still)).toBeUndefined();
    expect(await httpRegistration({ url: 'http://127.0.0.1:1' })('t', still)).toBeUndefined();
  });

  it('is judged as the zod schema does', () => {
    fc.assert(
      fc.property(arbitraryOf(registrationReply), damaged, (value, damage) => {
        for (const one of [value, damage(value)])
          expect(isRegistration(one)).toBe(registrationReply.safeParse(one).success);
      }),
    );
  });
});
