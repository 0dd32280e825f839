import { expect, it } from 'vitest';
import { isOwn } from '../../cli/preview/own-host.ts';

const asked = (address: string, origin?: string): Request =>
  new Request(address, { headers: origin === undefined ? {} : { origin } });

it.each([
  ['http://localhost:4321/demo/'],
  ['http://127.0.0.1:4321/api/policy', 'http://localhost:3000'],
  ['http://[::1]:4321/', 'http://[::1]:4321'],
])('A preview answers %s from %s', (address, origin?: string) => {
  expect(isOwn(asked(address, origin), '127.0.0.1')).toBe(true);
});

it.each([
  ['http://evil.test:4321/demo/people.json'],
  ['http://localhost.evil.test:4321/'],
  ['http://localhost:4321/demo/start-over', 'https://evil.test'],
  ['http://localhost:4321/demo/start-over', 'null'],
])('A preview refuses %s from %s', (address, origin?: string) => {
  for (const host of ['127.0.0.1', 'localhost', '::1'])
    expect(isOwn(asked(address, origin), host)).toBe(false);
});

it('A preview that listens for others answers others', () => {
  expect(isOwn(asked('http://laptop.lan:4321/', 'http://laptop.lan:4321'), '0.0.0.0')).toBe(true);
});
