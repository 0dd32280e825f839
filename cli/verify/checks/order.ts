import type { Answer } from '../../../backends/protocol/index.ts';
import { type Check, insist } from '../check.ts';
import { nobody } from '../run.ts';

const early: Answer[] = [
  { kind: 'choose-method', method: 'email-1' },
  { kind: 'enter-code', code: '000000' },
  { kind: 'new-password', password: 'Never-to-be-taken-1!' },
  { kind: 'review-methods', action: 'finish' },
  { kind: 'resend' },
];

/** The order of the steps is the backend's. */
export const order: Check[] = [
  {
    id: 'skipping',
    promise: 'no step can be skipped: an early answer is stale and changes nothing',
    look: async (run) => {
      const talk = await run.begin();
      for (const answer of early) {
        const { step } = await talk.fails(answer, 'stale-answer');
        insist(step?.kind === 'identify', 'to stay at identify', step?.kind);
      }
    },
  },
  {
    id: 'replay',
    promise: 'an answer that was taken has no second effect',
    look: async (run) => {
      const talk = await run.begin();
      const before = talk.revision;
      await talk.identify(nobody());
      await talk.fails({ kind: 'identify', username: nobody() }, 'stale-answer', before);
    },
  },
  {
    id: 'given-up',
    promise: 'a flow that was given up is over',
    look: async (run) => {
      const talk = await run.begin();
      const { status } = await run.wire(talk.path, { method: 'DELETE' });
      insist(status === 204, '204 to DELETE', status);
      await talk.fails({ kind: 'identify', username: nobody() }, 'flow-expired');
    },
  },
  {
    id: 'unknown-flow',
    promise: 'a flow that never was is answered like one that is over',
    look: async (run) => {
      const talk = await run.begin();
      const answer = { kind: 'identify', username: nobody() } as const;
      const made = Object.assign(Object.create(Object.getPrototypeOf(talk) as object), talk, {
        id: 'A'.repeat(talk.id.length),
      }) as typeof talk;
      await made.fails(answer, 'flow-expired');
    },
  },
  {
    id: 'arrays',
    promise: 'a list or an object in the place of a name names nobody',
    look: async (run) => {
      const names = [[run.given.account, 'stranger@example.com'], { $ne: '' }, 42, null, ''];
      const talk = await run.begin();
      for (const username of names) {
        const { status, text } = await talk.send({ kind: 'identify', username });
        insist(status === 422, `422 to ${JSON.stringify(username)}`, `${status} ${text}`);
      }
    },
  },
  {
    id: 'line-breaks',
    promise: 'a name with line breaks or commas in it is nobody’s',
    look: async (run) => {
      for (const more of ['\r\nBcc: stranger@example.com', ',stranger@example.com', '%0d%0aX: y']) {
        const talk = await run.begin();
        const { status } = await talk.send({
          kind: 'identify',
          username: run.given.account + more,
        });
        const [known] = await run.toMethods(nobody());
        const { status: usual } = await known.send({ kind: 'identify', username: 'x' });
        insist(status === 200 || status === 422, 'what any name gets', `${status} (${usual})`);
      }
    },
  },
];
