// A reset as somebody would write it who wants nothing but speed: five replies, one hash, as many commits as the gateway
// has, three of them on the disk before anything goes on, and two mails over one connection. Nothing is read, checked,
// sealed, rendered or counted. Whoever only asks is answered on the gateway's beat. `node by-hand.ts PORT FOLDER MAIL`, where MAIL is a mail server's port.
import { once } from 'node:events';
import { fdatasync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { pace } from '../../../gateway/http/pace.ts';
import { slowHash } from '../../../gateway/slow-hash.ts';

const [port, folder, mail] = process.argv.slice(2) as [string, string, string];
const file = join(folder, 'by-hand.db');
const db = new DatabaseSync(file);
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000');
db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
const insert = db.prepare('INSERT INTO rows (text) VALUES (?)');
const log = openSync(`${file}-wal`, 'r+');
const toDisk = promisify(fdatasync);

// A flow, an entry of the audit log, a counter.
const commit = (): void => {
  db.exec('BEGIN IMMEDIATE');
  for (const text of ['x'.repeat(480), 'done', 'counter']) insert.run(text);
  db.exec('COMMIT');
};

const commitToDisk = async (): Promise<void> => {
  commit();
  await toDisk(log);
};

const server = createConnection(Number(mail), '127.0.0.1');
await once(server, 'data');

// Resolves with the last of so many replies; each is one line.
const replies = (count: number): Promise<void> =>
  new Promise((resolve) => {
    let left = count;
    const heard = (data: Buffer): void => {
      left -= data.toString('latin1').match(/^\d{3} /gm)?.length ?? 0;
      if (left > 0) return;
      server.off('data', heard);
      resolve();
    };
    server.on('data', heard);
  });

server.write('EHLO bench\r\n');
await replies(1);

const letter = `Subject: Your code\r\n\r\n${`${'x'.repeat(74)}\r\n`.repeat(140)}.\r\n`; // as long as a code's mail

const sendOne = async (): Promise<void> => {
  server.write('MAIL FROM:<a@contoso.com>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n');
  await replies(3);
  server.write(letter);
  await replies(1);
};

let sending = Promise.resolve();
// Taken from the outbox, sent, and wiped.
const send = async (): Promise<void> => {
  insert.run('taken');
  await (sending = sending.then(sendOne));
  insert.run('wiped');
};

const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };

const work: Record<string, () => Promise<void>> = {
  '/begin': async () => commit(),
  '/name': async () => commit(),
  '/method': async () => {
    commit();
    await send();
  },
  '/code': async () => commit(),
  '/password': async () => {
    await commitToDisk();
    await slowHash('violet umbrella seventy');
    await commitToDisk();
    await commitToDisk();
    await send();
  },
};

createServer((request, response) => {
  if (request.method === 'GET') {
    void pace(50, performance.now()).then(() => response.writeHead(200, headers).end('{}'));
    return;
  }
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    void work[request.url!]!().then(() => {
      response.writeHead(200, headers);
      response.end(JSON.stringify({ revision: 1, ...(JSON.parse(text) as object) }));
    });
  });
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
