// Somebody who resets their password and doesn't give up, whatever happens to the gateway.
import ky from 'ky';
import PostalMime from 'postal-mime';
import {
  type Answer,
  answerReply,
  problem,
  startReply,
  type Step,
} from '../../backends/protocol/index.ts';
import type { Received } from '../gateway/mail-server.ts';
import type { Stage } from './stage.ts';

/** Somebody, as the directory knows them. */
export type Who = { username: string; address: string; works(password: string): Promise<boolean> };

/** What somebody was told in the end, and how often they had to begin. */
export type Told = { end: 'done' | 'outcome-unknown'; begun: number };

type Standing = { id: string; revision?: number; step?: Step; code?: string };

/** Waits until something is there, looking again and again. */
export const soon = async <T>(
  look: () => T | undefined | Promise<T | undefined>,
  seconds = 30,
): Promise<T> => {
  for (const start = Date.now(); Date.now() - start < seconds * 1000;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error('it never came');
};

// A call that the gateway doesn't survive is made once more, to the next one: as a browser's button is pressed again.
const call = async (stage: Stage, path: string, json: unknown): Promise<[unknown, boolean]> => {
  for (;;) {
    if (stage.dead()) await stage.revive();
    try {
      const url = `${stage.base}${path}`;
      const reply = await ky.post(url, { json, retry: 0, throwHttpErrors: false, timeout: 20_000 });
      return [await reply.json(), reply.ok];
    } catch (error) {
      await soon(() => stage.dead() || undefined, 5).catch(() => {
        throw error;
      });
    }
  }
};

const begin = async (stage: Stage): Promise<Standing> =>
  startReply.parse(
    (await call(stage, '/flows', { flow: 'reset', intent: 'reset', locale: 'en' }))[0],
  );

const answered = async (
  stage: Stage,
  { id, revision }: Standing,
  answer: Answer,
): Promise<Standing> => {
  const [body, ok] = await call(stage, `/flows/${id}`, { answer, revision });
  if (ok) return { id, ...answerReply.parse(body) };
  const said = problem.parse(body);
  return { id, revision: said.revision, step: said.step, code: said.type.split(':').at(-1)! };
};

/** The letters that somebody got. */
export const lettersTo = ({ mail }: Stage, { address }: Who): Received[] =>
  mail.got.filter(({ to }) => to.includes(address));

/** The code in a letter, if it has one. */
export const codeIn = async ({ raw }: Received): Promise<string | undefined> =>
  /(?<!\d)\d{6}(?!\d)/.exec((await PostalMime.parse(raw)).text ?? '')?.[0];

// The next code that wasn't tried yet; a gateway that died had it sent by the next one.
const nextCode = (stage: Stage, who: Who, tried: Set<string>): Promise<string> =>
  soon(async () => {
    for (const letter of lettersTo(stage, who)) {
      const code = await codeIn(letter);
      if (code && !tried.has(code)) return code;
    }
    if (stage.dead()) await stage.revive();
    return undefined;
  });

const answerTo = async (
  stage: Stage,
  who: Who,
  step: Step,
  tried: Set<string>,
  password: string,
): Promise<Answer> => {
  if (step.kind === 'identify') return { kind: 'identify', username: who.username };
  if (step.kind === 'choose-method') return { kind: 'choose-method', method: 'email-1' };
  if (step.kind === 'new-password') return { kind: 'new-password', password };
  if (step.kind !== 'enter-code') throw new Error(`nobody knows what to do at ${step.kind}`);
  const code = await nextCode(stage, who, tried);
  tried.add(code);
  return { kind: 'enter-code', code };
};

/** Resets a password, and goes on until it's set. @throws Error for "done" that isn't true. */
export const reset = async (stage: Stage, who: Who, password: string): Promise<Told> => {
  const tried = new Set<string>();
  let at = await begin(stage);
  for (let begun = 1, steps = 0; steps < 40; steps += 1) {
    if (at.code === 'outcome-unknown' && (await who.works(password)))
      return { end: 'outcome-unknown', begun };
    if (at.step?.kind === 'done') {
      if (await who.works(password)) return { end: 'done', begun };
      throw new Error('it was said to be done, and isn’t');
    }
    if (at.step) {
      at = await answered(stage, at, await answerTo(stage, who, at.step, tried, password));
    } else {
      at = await begin(stage);
      begun += 1;
    }
  }
  throw new Error(`it never ended: ${JSON.stringify(at)}`);
};
