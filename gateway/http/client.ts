// Who asks. Anybody can write a forwarded header, so only the proxies that the tenant file names are believed, and each
// only in what it says of its own caller: the chain is read from its end, hop by hop, and no further than the first
// address that isn't a proxy's (RFC 7239, section 8.1).
import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Call, header } from './call.ts';

type Proxies = NonNullable<Tenant['gateway']>['proxies'];

/** An IP address in one spelling: without a zone, and an IPv4 address as such, however it is wrapped. */
export const plainAddress = (text: string): string | undefined => {
  const address = text.split('%', 1)[0]!;
  if (!isIP(address)) return undefined;
  if (isIPv4(address)) return address;
  const { address: shortest } = new SocketAddress({ address, family: 'ipv6' });
  return /^::ffff:([\d.]+)$/.exec(shortest)?.[1] ?? shortest;
};

const loopback = ['127.0.0.0/8', '::1/128'];

const blockOf = (machines: readonly string[]): BlockList => {
  const block = new BlockList();
  for (const one of machines.flatMap((one) => (one === 'loopback' ? loopback : one))) {
    const [address, prefix] = one.split('/');
    const family = isIPv4(address!) ? 'ipv4' : 'ipv6';
    block.addSubnet(address!, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return block;
};

const contains = (block: BlockList, address: string): boolean =>
  block.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

// With a port, or without; IPv6 in brackets where a port may follow (RFC 7239, section 6).
const nodeAddress = (text: string): string | undefined => {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1];
  const withPort = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(text)?.[1];
  return plainAddress(bracketed ?? withPort ?? text);
};

// One parameter of an element, and what ends it (RFC 7239, section 4). Proxies also write addresses with ports bare.
const parameter = /\s*(?:([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[^\s",;]*)\s*)?([,;]|$)/y;

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;

// Read by its grammar and not at all where it breaks it: a quotation mark that somebody leaves open before a proxy adds
// its part would change what that part says.
const forwardedHops = (header: string): string[] => {
  const hops: string[] = [];
  let hop = '';
  for (let at = 0, end = ','; end !== '';) {
    parameter.lastIndex = at;
    const found = parameter.exec(header);
    if (!found) return [];
    const [, name = '', value = ''] = found;
    const sign = found[3]!;
    if (name.toLowerCase() === 'for') hop = unquoted(value);
    if (sign !== ';') hops.push(hop);
    if (sign === ',') hop = '';
    at = parameter.lastIndex;
    end = sign;
  }
  return hops;
};

const greatestHeader = 2048; // characters; more is nobody's network

const hopsIn = (header: string, name: 'x-forwarded-for' | 'forwarded'): (string | undefined)[] => {
  if (header.length > greatestHeader) return [];
  const hops = name === 'forwarded' ? forwardedHops(header) : header.split(',');
  return hops.map((hop) => nodeAddress(hop.trim()));
};

/**
 * The address of a request's client: the rightmost hop that is no proxy. A proxy that says nothing, or nothing that is an
 * address, is taken for the client itself, so that whoever gets a hop garbled shares that proxy's limits instead of
 * having none.
 */
export const clientBehind = (proxies: NonNullable<Proxies>) => {
  const trusted = blockOf(proxies.trusted);
  return (peer: string, header: string | undefined): string => {
    const hops = hopsIn(header ?? '', proxies.header);
    let client = plainAddress(peer) ?? peer;
    while (isIP(client) && contains(trusted, client)) {
      const before = hops.pop();
      if (before === undefined) break;
      client = before;
    }
    return client;
  };
};

const ownMachine = blockOf(['loopback']);

/**
 * Tells who asks. Undefined where nobody can say: behind a proxy on this machine that the tenant file doesn't name every
 * client is loopback, and a limit on it would be a lock on everybody.
 */
export const clientOf = (tenant: Pick<Tenant, 'gateway'>) => {
  const { proxies } = tenant.gateway ?? {};
  const behind = proxies && clientBehind(proxies);
  return (call: Pick<Call, 'peer' | 'headers'>): string | undefined => {
    if (proxies && behind) return behind(call.peer, header(call, proxies.header));
    const address = plainAddress(call.peer) ?? call.peer;
    return isIP(address) && contains(ownMachine, address) ? undefined : address;
  };
};
