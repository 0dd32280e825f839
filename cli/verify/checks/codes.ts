import { type Check, insist, Untold } from '../check.ts';
import { policyOf } from '../run.ts';
import { post } from '../talk.ts';

const forged = {
  host: 'stranger.example',
  'x-forwarded-host': 'stranger.example',
  'x-forwarded-proto': 'http',
  forwarded: 'host=stranger.example',
};

const life = 5 * 60; // seconds, protocol: a code lives five minutes

const addresses = /https?:\/\/[^\s"'<>\\)]+/g;

/** What a code that was sent is good for. */
export const codes: Check[] = [
  {
    id: 'code-life',
    promise: 'a code is announced to live five minutes at most, and has six digits or more',
    look: async (run) => {
      const [{ step }] = await run.first();
      if (step.kind !== 'enter-code') throw new Untold('no code was asked for');
      insist(step.expiresIn > 0 && step.expiresIn <= life, '1 to 300 s', step.expiresIn);
      insist(step.length >= 6, '6 digits', step.length);
    },
  },
  {
    id: 'host',
    promise: 'no link in a message, and no reply, follows a forged Host',
    look: async (run) => {
      const begun = await post(run.wire, '/flows', { flow: 'reset', locale: 'en' }, forged);
      // Whoever refuses such a request can't be led astray by it.
      if (begun.status >= 400 && begun.status < 500) return;
      const [talk] = await run.toCode(forged);
      const message = await run.given.inbox!.newest();
      insist(
        !message.includes('stranger.example'),
        'our own address in the mail',
        'the forged one',
      );
      const said = JSON.stringify(talk.step);
      insist(!said.includes('stranger.example'), 'our own address in the reply', 'the forged one');
    },
  },
  {
    id: 'scanners',
    promise: 'opening the mail’s links and the flow’s address uses no code up',
    look: async (run) => {
      const [talk, code] = await run.first();
      const links = (await run.given.inbox!.newest()).match(addresses) ?? [];
      const headers = { 'sec-purpose': 'prefetch' };
      for (const method of ['GET', 'HEAD']) await run.wire(talk.path, { method, headers });
      for (const link of new Set(links))
        await fetch(link, { signal: AbortSignal.timeout(3000) }).catch(() => undefined);
      const step = await talk.go({ kind: 'enter-code', code });
      insist(step.kind !== 'enter-code', 'the code to be good still', step.kind);
      if (step.kind === 'new-password') run.keep(talk);
    },
  },
  {
    id: 'older-code',
    promise: 'a newer code makes an older one void',
    look: async (run) => {
      const [talk, older] = await run.toCode();
      const step = await talk.go({ kind: 'other-method' });
      if (step.kind !== 'choose-method') throw new Untold(`other-method led to ${step.kind}`);
      const newer = await run.anotherCode(talk, step.methods);
      if (older === newer) throw new Untold('the two codes are the same by chance: run it again');
      await talk.fails({ kind: 'enter-code', code: older }, 'wrong-code');
    },
  },
  {
    id: 'foreign-code',
    promise: 'a code is good in its own flow alone',
    look: async (run) => {
      const [, code] = await run.toCode();
      const [talk, other] = await run.toCode();
      if (code === other) throw new Untold('the two codes are the same by chance: run it again');
      await talk.fails({ kind: 'enter-code', code }, 'wrong-code');
    },
  },
  {
    id: 'once',
    promise: 'of eight equal answers at once, one is taken',
    look: async (run) => {
      const [talk, code] = await run.toCode();
      const answers = Array.from({ length: 8 }, () => talk.send({ kind: 'enter-code', code }));
      const taken = (await Promise.all(answers)).filter(({ status }) => status === 200);
      insist(taken.length === 1, 'one taken', `${taken.length} taken`);
    },
  },
  {
    id: 'swap',
    promise: 'a proof is good for the account that it was given for',
    look: async (run) => {
      const { talk } = await run.proved();
      const other = { kind: 'identify', username: 'stranger@example.com' } as const;
      const { step } = await talk.fails(other, 'stale-answer');
      if (step) policyOf(step);
      const named = step?.kind === 'new-password' ? step.username : '';
      const [own = ''] = run.given.account.split('@');
      insist(named.toLowerCase().startsWith(own.toLowerCase()), run.given.account, named);
    },
  },
];
