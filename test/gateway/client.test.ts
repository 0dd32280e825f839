import { describe, expect, it } from 'vitest';
import { clientBehind, clientOf, plainAddress } from '../../gateway/http/client.ts';
import { clientNetwork } from '../../gateway/limiter.ts';
import { begin, benchGateway, contoso } from './harness.ts';

type Header = 'x-forwarded-for' | 'forwarded';

const asked = (
  peer: string,
  header: string | undefined,
  trusted: string[] = ['loopback', '10.0.0.0/8'],
  name: Header = 'x-forwarded-for',
): string => clientBehind({ trusted, header: name })(peer, header);

const networkOf = (address: string): string => clientNetwork(plainAddress(address)!);

describe('The client behind named proxies', () => {
  const chains: [what: string, peer: string, header: string | undefined, client: string][] = [
    ['no proxy, whatever it says', '198.51.100.7', '192.0.2.1', '198.51.100.7'],
    ['one proxy', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['one proxy, after forged hops', '127.0.0.1', '8.8.8.8, 10.0.0.1, 192.0.2.1', '192.0.2.1'],
    ['two proxies', '127.0.0.1', '6.6.6.6, 192.0.2.1, 10.1.2.3', '192.0.2.1'],
    ['proxies alone', '127.0.0.1', '10.0.0.2, 10.0.0.1', '10.0.0.2'],
    ['a proxy that says nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['a proxy that says nothing in many words', '10.0.0.1', ' , ', '10.0.0.1'],
    ['a hop that is no address', '10.0.0.1', '192.0.2.1, evil', '10.0.0.1'],
    ['a hop that is nearly an address', '10.0.0.1', '192.0.2.1, 192.0.2.256', '10.0.0.1'],
    ['an address in octal', '10.0.0.1', '0300.0.2.1', '10.0.0.1'],
    ['an address as one number', '10.0.0.1', '3221225985', '10.0.0.1'],
    ['a hop with a line in it', '10.0.0.1', '192.0.2.1\r\n', '192.0.2.1'],
    ['a port', '127.0.0.1', '192.0.2.1:50123', '192.0.2.1'],
    ['IPv6', '::1', '2001:DB8:0::1', '2001:db8::1'],
    ['IPv6 with a port', '::1', '[2001:db8::1]:443', '2001:db8::1'],
    ['IPv6 with a zone', '::1', 'fe80::1%eth0', 'fe80::1'],
    ['a proxy in IPv6 clothes', '::ffff:127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['a proxy in the hexadecimal ones', '::ffff:7f00:1', '192.0.2.1', '192.0.2.1'],
    ['a client in IPv6 clothes', '127.0.0.1', '::ffff:192.0.2.1', '192.0.2.1'],
    ['a proxy in IPv6 clothes in the chain', '::1', '192.0.2.1, ::ffff:a00:1', '192.0.2.1'],
    ['no proxy, in IPv6 clothes', '::ffff:198.51.100.7', '192.0.2.1', '198.51.100.7'],
    ['IPv6 that ends like clothes', '::1', '2001:db8::ffff:1234', '2001:db8::ffff:1234'],
    ['IPv6 that begins like clothes', '::1', '::ffff:0:c000:201', '::ffff:0:c000:201'],
    ['a port behind long numbers', '127.0.0.1', '192.110.220.111:50123', '192.110.220.111'],
    ['something before a port', '10.0.0.1', 'x192.0.2.1:80', '10.0.0.1'],
    ['something behind a port', '10.0.0.1', '192.0.2.1:80x', '10.0.0.1'],
    ['something before a bracket', '::1', 'x[2001:db8::1]:443', '::1'],
    ['something behind a bracket', '::1', '[2001:db8::1]x', '::1'],
    ['no port behind a bracket', '::1', '[2001:db8::1]', '2001:db8::1'],
    ['as much as a network may have', '10.0.0.1', '192.0.2.1'.padStart(2048), '192.0.2.1'],
    ['more than any network has', '10.0.0.1', '192.0.2.1'.padStart(2049), '10.0.0.1'],
  ];
  it.each(chains)('is found by %s', (_what, peer, header, client) => {
    expect(asked(peer, header)).toBe(client);
  });

  const forwarded: [what: string, header: string, client: string][] = [
    ['bare', 'for=192.0.2.1', '192.0.2.1'],
    ['among others', 'for=6.6.6.6, For="192.0.2.1:80" ;proto=https;by=10.0.0.9', '192.0.2.1'],
    ['after another parameter', 'by="10.0.0.9, 10.0.0.8";for=192.0.2.1', '192.0.2.1'],
    ['in IPv6', 'for="[2001:db8::1]:4711"', '2001:db8::1'],
    ['before a proxy of two parameters', 'for=192.0.2.1, by=x;for=10.0.0.2', '192.0.2.1'],
    ['hidden', 'for=192.0.2.1, for=_secret', '10.0.0.1'],
    ['unknown', 'for=unknown', '10.0.0.1'],
    ['left out', 'for=192.0.2.1, proto=https', '10.0.0.1'],
    ['with an escape', String.raw`for="192.0.2\.1"`, '192.0.2.1'],
    ['swallowed by an open quotation mark', 'for=6.6.6.6;x=", for="[2001:db8::1]"', '10.0.0.1'],
    ['after an open quotation mark', 'for="6.6.6.6, for=192.0.2.1', '10.0.0.1'],
    ['after a lost quotation mark', 'for=6.6.6.6", for=192.0.2.1', '10.0.0.1'],
  ];
  it.each(forwarded)('is found in Forwarded %s', (_what, header, client) => {
    expect(asked('10.0.0.1', header, ['10.0.0.0/8'], 'forwarded')).toBe(client);
  });

  it('is never found beyond an address that isn’t named', () => {
    const chain = '192.0.2.1, 203.0.113.5, 10.0.0.1';
    expect(asked('127.0.0.1', chain)).toBe('203.0.113.5');
    expect(asked('127.0.0.1', chain, ['10.0.0.1'])).toBe('127.0.0.1');
    expect(asked('127.0.0.1', chain, ['loopback', '10.0.0.1', '203.0.113.0/24'])).toBe('192.0.2.1');
    const six = '192.0.2.1, 2001:db8:1::5';
    expect(asked('::1', six, ['::1', '2001:db8:1::/48'])).toBe('192.0.2.1');
    expect(asked('::1', six, ['::1', '2001:db8:2::/48'])).toBe('2001:db8:1::5');
    expect(asked('::1', six, ['::1', '2001:db8:1::4'])).toBe('2001:db8:1::5');
  });

  it('has an IPv4 address, or a whole /64, to itself', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:DB8:1:2:ffff::1'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
    expect(networkOf('2a00::a:b:c:d')).toBe(networkOf('2a00::1:2:3:4'));
    expect(networkOf('2a00:1450::1')).toBe(networkOf('2a00:1450::2'));
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('192.0.2.1')).not.toBe(networkOf('192.0.2.2'));
  });
});

describe('The client of a gateway without proxies', () => {
  const from = clientOf({});

  it('is whoever calls, in one spelling, whatever they forward', () => {
    const headers = { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' };
    expect(from({ peer: '198.51.100.7', headers })).toBe('198.51.100.7');
    expect(from({ peer: '::ffff:198.51.100.7', headers })).toBe('198.51.100.7');
    expect(from({ peer: '2001:DB8:0::1', headers })).toBe('2001:db8::1');
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    'is unknown on the same machine, where a proxy may stand that nobody named: %s',
    (peer) => expect(from({ peer, headers: {} })).toBeUndefined(),
  );
});

const behind = (header: Header) => ({
  ...contoso,
  gateway: { ...contoso.gateway, proxies: { trusted: ['loopback'], header } },
});
const request = { flow: 'reset', locale: 'en' };

describe('Behind a proxy', () => {
  it('each client has limits of its own, and none of them another’s', async () => {
    const bench = await benchGateway({ tenant: behind('x-forwarded-for') });
    const from = (client: string): Promise<Response> =>
      bench.post('/flows', request, { 'x-forwarded-for': client });
    for (let round = 0; round < 100; round += 1)
      expect((await from(`203.0.113.${round}, 198.51.100.7`)).status).toBe(201);
    expect((await from('203.0.113.200, 198.51.100.7')).status).toBe(429);
    expect((await from('198.51.100.7, 198.51.100.8')).status).toBe(201);
    for (let round = 0; round < 100; round += 1) await from(`2001:db8:1:2::${round}`);
    expect((await from('2001:db8:1:2:abcd::1')).status).toBe(429);
    expect((await from('2001:db8:1:3::1')).status).toBe(201);
  });

  it('whoever writes the other header changes nothing', async () => {
    const bench = await benchGateway({ tenant: behind('x-forwarded-for') });
    const from = (round: number): Promise<Response> =>
      bench.post('/flows', request, {
        'x-forwarded-for': '198.51.100.7',
        forwarded: `for=203.0.113.${round}`,
      });
    for (let round = 0; round < 100; round += 1) await from(round);
    expect((await from(100)).status).toBe(429);
  });

  it('a proxy that forwards no address is limited as one client', async () => {
    const bench = await benchGateway({ tenant: behind('forwarded') });
    for (let round = 0; round < 100; round += 1) await begin(bench);
    expect((await bench.post('/flows', request)).status).toBe(429);
  });
});
