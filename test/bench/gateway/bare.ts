// What the gateway's routes are held against: Node's own HTTP server, the same JSON read and written, the same headers.
// `node bare.ts PORT FOLDER [BEAT]`; /stored writes what a beginning writes, by hand, in a transaction that is as durable.
// With a beat (ms) each reply waits for it as the gateway's do, one timer each: what that alone costs.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pace } from '../../../gateway/http/pace.ts';

const [port, folder, beat = '0'] = process.argv.slice(2) as [string, string, string?];
const db = new DatabaseSync(join(folder, `bare-${beat}.db`));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
const insert = db.prepare('INSERT INTO rows (text) VALUES (?)');
const sealed = 'x'.repeat(480); // as long as a flow's state

const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

const answer = async (response: ServerResponse, body: unknown): Promise<void> => {
  await pace(Number(beat), performance.now());
  response.writeHead(200, headers);
  response.end(JSON.stringify(body));
};

// A counter, a flow and an entry of the audit log.
const store = (): void => {
  insert.run('counter');
  db.exec('BEGIN IMMEDIATE');
  for (const text of [sealed, 'begun', 'counter']) insert.run(text);
  db.exec('COMMIT');
};

const read = (request: IncomingMessage, then: (body: unknown) => void): void => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => void (text += chunk));
  request.on('end', () => then(JSON.parse(text)));
};

const reply = {
  id: 'x'.repeat(43),
  expiresAt: new Date().toISOString(),
  step: { kind: 'identify' },
  revision: 0,
};
const policy = {
  gates: 1,
  methods: ['email'],
  intents: ['reset', 'unlock'],
  password: {
    minLength: 12,
    maxLength: 256,
    classes: 0,
    unicode: true,
    notUserName: true,
    banned: true,
  },
  lifetimes: { code: 300, flow: 900, lock: 86_400 },
};

createServer((request, response) => {
  if (request.method === 'GET') return void answer(response, policy);
  return read(request, () => {
    if (request.url === '/stored') store();
    void answer(response, reply);
  });
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
