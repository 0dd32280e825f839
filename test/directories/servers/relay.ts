// A directory's host with a fault to order: it stands between the gateway and the real server, and reads along.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import { connect, createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { BerWriter } from 'ldapts';
import { authorityAt, pairOf } from './certificates.ts';
import type { DirectoryServer } from './slapd.ts';

/** What LDAP calls its operations (RFC 4511, section 4.2 and on). */
export const operations = { bind: 0x60, search: 0x63, modify: 0x66, extended: 0x77 };

/** What happens to the operations that change something: nothing, or a fault before or after the server got them. */
export type Fault = 'none' | 'cut-before' | 'cut-after' | 'swallow';

/** A host that obeys the tests. */
export type Relay = {
  url: string;
  fault: Fault;
  /** How many connections came so far. */
  connections: number;
  /** What the host says by itself to an operation, instead of asking the real server. */
  says?: (operation: number, message: Buffer, id: number) => Buffer[] | undefined;
  /** Cuts the connections that there are. */
  drop(): void;
  close(): Promise<void>;
};

// The length of the message that begins here, head and all; undefined while too little of it is there.
const lengthOf = (bytes: Buffer): number | undefined => {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]!;
  if (short < 0x80) return 2 + short;
  const size = short & 0x7f;
  return bytes.length < 2 + size ? undefined : 2 + size + bytes.readUIntBE(2, size);
};

const readHead = (message: Buffer): { id: number; operation: number } => {
  const start = message[1]! < 0x80 ? 2 : 2 + (message[1]! & 0x7f);
  const size = message[start + 1]!;
  const id = message.readUIntBE(start + 2, size);
  return { id, operation: message[start + 2 + size]! };
};

const messagesOf = (take: (message: Buffer) => void) => {
  let bytes = Buffer.alloc(0);
  return (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let length = lengthOf(bytes); length && length <= bytes.length; length = lengthOf(bytes)) {
      take(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
  };
};

const changing = new Set([operations.modify, operations.extended]);

const relayed = (relay: Relay, client: TLSSocket, server: TLSSocket): void => {
  let struck = false;
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', end).on('close', end);
  const toServer = (message: Buffer): void => {
    const { id, operation } = readHead(message);
    const said = relay.says?.(operation, message, id);
    if (said) {
      for (const one of said) client.write(one);
      return;
    }
    struck ||= relay.fault !== 'none' && changing.has(operation);
    if (struck && relay.fault === 'cut-before') end();
    else server.write(message);
  };
  client.on('data', messagesOf(toServer));
  server.on('data', (chunk: Buffer) => {
    if (!struck) client.write(chunk);
    else if (relay.fault === 'cut-after') end();
  });
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `ldaps://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const closer = (server: Server, sockets: Set<Socket>) => async (): Promise<void> => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
};

/** Puts a host in front of a server, with a certificate of the same authority where no other is given. */
export const startRelay = async (
  { ldaps, ca }: DirectoryServer,
  shown?: { cert: Buffer; key: Buffer },
): Promise<Relay> => {
  const pair = shown ?? (await pairOf(await authorityAt(ca).sign('relay', 'IP:127.0.0.1')));
  const trusted = await readFile(ca);
  const { hostname, port } = new URL(ldaps);
  const sockets = new Set<Socket>();
  const server = createTlsServer(pair, (client) => {
    relay.connections += 1;
    sockets.add(client);
    const to = { host: hostname, port: Number(port || 636), ca: trusted };
    relayed(relay, client, connect(to));
  });
  server.on('tlsClientError', () => {});
  const url = await listen(server);
  const drop = (): void => sockets.forEach((socket) => socket.destroy());
  const relay: Relay = {
    url,
    fault: 'none',
    connections: 0,
    drop,
    close: closer(server, sockets),
  };
  return relay;
};

/** A host that takes connections and never says a word. */
export const startMute = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  return { url: await listen(server), close: closer(server, sockets) };
};

/** An answer to an operation: its kind, a result code and a text (RFC 4511, section 4.1.9). */
export const resultOf = (id: number, kind: number, code: number, text = ''): Buffer => {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(kind);
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString(text);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
};

/** An entry that a search finds. */
export const entryOf = (id: number, dn: string, attribute: string, values: string[]): Buffer => {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(0x64);
  writer.writeString(dn);
  writer.startSequence();
  writer.startSequence();
  writer.writeString(attribute);
  writer.startSequence(0x31);
  for (const value of values) writer.writeString(value);
  for (let open = 0; open < 5; open += 1) writer.endSequence();
  return writer.buffer;
};
