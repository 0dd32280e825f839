import type { OfferedMethod } from '../../../backends/protocol/index.ts';
import { type Check, insist, Untold } from '../check.ts';
import { nobody, type Run } from '../run.ts';
import type { Talk } from '../talk.ts';
import type { Heard } from '../wire.ts';

const own = /^(date|content-length|retry-after|x-request-id|etag|age|connection|keep-alive)$/;

// What differs by its nature: the hints themselves, moments, codes to tell the help desk, and what failed before today.
const natural = new Set([
  'hint',
  'sentTo',
  'supportCode',
  'retryAt',
  'id',
  'methods',
  'resendAfter',
  'expiresIn',
  'triesLeft',
]);
const shape = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (natural.has(key) ? typeof value : value));

/** What a stranger sees of a reply. */
const seen = ({ status, headers, text }: Heard): string => {
  const heads = Object.entries(headers)
    .filter(([name]) => !own.test(name))
    .map(([name, value]) => `${name}: ${value}`)
    .toSorted();
  return JSON.stringify({ status, heads, body: shape(text) });
};

const alike = (known: Heard, unknown: Heard): void =>
  insist(seen(known) === seen(unknown), seen(known), seen(unknown));

// A name that nobody has, but whose decoy has a mail address too.
const decoy = async (run: Run): Promise<{ talk: Talk; mail: OfferedMethod; name: string }> => {
  for (let count = 0; count < 40; count += 1) {
    const name = nobody();
    const [talk, methods] = await run.toMethods(name);
    const mail = methods.find(({ kind }) => kind === 'email');
    if (mail) return { talk, mail, name };
  }
  throw new Untold('of 40 unknown names none was offered a mail');
};

/** Nobody learns who has an account. */
export const names: Check[] = [
  {
    id: 'same-steps',
    promise: 'a name that nobody has meets the same step as one that somebody has',
    look: async (run) => {
      const replies: Heard[] = [];
      for (const username of [run.given.account, nobody()]) {
        const talk = await run.begin();
        replies.push(await talk.send({ kind: 'identify', username }));
      }
      alike(replies[0]!, replies[1]!);
    },
  },
  {
    id: 'same-code',
    promise: 'a wrong code is answered alike, whether anything was sent or not',
    look: async (run) => {
      const [known] = await run.toCode();
      const { talk: unknown, mail } = await decoy(run);
      await unknown.go({ kind: 'choose-method', method: mail.id });
      const answer = { kind: 'enter-code', code: 'aaaaaa' };
      alike(await known.send(answer), await unknown.send(answer));
    },
  },
  {
    id: 'same-sign-in',
    promise: 'a wrong password is answered alike',
    look: async (run) => {
      const replies: Heard[] = [];
      for (const username of [run.given.account, nobody()]) {
        const talk = await run.begin({ flow: 'change', intent: undefined });
        replies.push(await talk.send({ kind: 'sign-in', username, password: 'not-the-password' }));
      }
      alike(replies[0]!, replies[1]!);
    },
  },
  {
    id: 'locks',
    promise: 'five failed proofs close self-service for a name, in every flow',
    look: async (run) => {
      const { talk, mail, name } = await decoy(run);
      await talk.go({ kind: 'choose-method', method: mail.id });
      const wrong = { kind: 'enter-code', code: 'aaaaaa' } as const;
      for (let count = 0; count < 4; count += 1) await talk.fails(wrong, 'wrong-code');
      const { heard } = await talk.fails(wrong, 'locked');
      insist(Number(heard.headers['retry-after']) > 0, 'retry-after', heard.headers['retry-after']);
      const anew = await run.begin();
      const reply = await anew.send({ kind: 'identify', username: name });
      insist(reply.status === 429, '429 in another flow', reply.status);
    },
  },
];
