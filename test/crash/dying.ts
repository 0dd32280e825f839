// Loaded into a gateway before anything else (`node --import`): it counts what goes out and comes in, and kills the process
// after the nth of them, before the gateway itself gets to know of it. Between two of these nothing changes that anybody
// else could see: who dies after each of them has died at every moment.
//
// `SIGUSR2` begins the count anew, with what stands in the file `DYING`: a number, or a number and what is counted alone;
// a 0 lets it live. Each thing that happens is a line in the file beside it.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { DatabaseSync, StatementSync } from 'node:sqlite';

const file = process.env.DYING!;
/** Which port is whose: {"2525": "mail"}. */
const ports = JSON.parse(process.env.DYING_PORTS ?? '{}') as Record<string, string>;

let armed = false;
let left = 0;
let counted = '';

const happened = (what: string): void => {
  if (!armed) return;
  appendFileSync(`${file}.seen`, `${what}\n`);
  if (!what.startsWith(counted)) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};

process.on('SIGUSR2', () => {
  const [, number, what] = /^(\d+) ?(.*)$/.exec(readFileSync(file, 'utf8'))!;
  [left, counted] = [Number(number), what!];
  writeFileSync(`${file}.seen`, 'armed\n');
  armed = true;
});

// `UPDATE outbox SET …` as `sqlite UPDATE outbox`.
const shortOf = (sql: string): string =>
  /^\s*(COMMIT|INSERT INTO \w+|UPDATE \w+|DELETE FROM \w+)/.exec(sql)?.[1] ?? '';

type Method = (...args: unknown[]) => unknown;

// Lets something see each call of a method: what it's called on and with, and how it's carried out.
const watch = <T>(
  { prototype }: { prototype: T & object },
  name: string,
  seen: (on: T, args: unknown[], call: () => unknown) => unknown,
): void => {
  const former = Reflect.get(prototype, name) as Method;
  Reflect.set(prototype, name, function (this: T, ...args: unknown[]) {
    return seen(this, args, () => Reflect.apply(former, this, args));
  });
};

watch(DatabaseSync, 'exec', (_, [sql], call) => {
  call();
  if (shortOf(sql as string)) happened(`store ${shortOf(sql as string)}`);
});
watch<StatementSync>(StatementSync, 'run', ({ sourceSQL }, _, call) => {
  const result = call() as { changes: number };
  const what = shortOf(sourceSQL);
  // What a COMMIT is said to have changed is what the statement before it has.
  if (what === 'COMMIT' || (what && result.changes > 0)) happened(`store ${what}`);
  return result;
});
watch<StatementSync>(StatementSync, 'all', ({ sourceSQL }, _, call) => {
  const rows = call() as unknown[];
  if (rows.length > 0 && shortOf(sourceSQL)) happened(`store ${shortOf(sourceSQL)}`);
  return rows;
});

// PostgreSQL's CommandComplete, of what changed something: a gateway that looks into an empty outbox isn't of interest.
const complete = /C[\0-\x01][^]{3}(COMMIT|INSERT 0 [1-9]\d*|UPDATE [1-9]\d*|DELETE [1-9]\d*)\0/g;

const nameOf = ({ remotePort }: Socket): string => ports[String(remotePort)] ?? 'other';

watch<Socket>(Socket, 'push', (socket, [chunk], call) => {
  const name = nameOf(socket);
  if (Buffer.isBuffer(chunk) && name === 'store')
    for (const [, tag] of chunk.toString('latin1').matchAll(complete)) happened(`store ${tag}`);
  else if (Buffer.isBuffer(chunk) && name === 'mail')
    happened(`mail said ${/^[ -~]{0,30}/.exec(chunk.toString('latin1'))![0]}`);
  else if (Buffer.isBuffer(chunk) && name !== 'other') happened(`${name} said`);
  return call();
});
for (const write of ['_write', '_writev'])
  watch<Socket>(Socket, write, (socket, _, call) => {
    call();
    const name = nameOf(socket);
    if (name !== 'store' && name !== 'other') happened(`${name} told`);
  });

subscribe('http.server.request.start', () => happened('person asked'));
subscribe('http.server.response.finish', () => happened('person answered'));
