// A reset during which the gateway is killed, at the moments that matter; `npm run soak` goes through all of them.
import { expect, it } from 'vitest';
import { hireEmbedded } from '../crash/directories.ts';
import { codeIn } from '../crash/person.ts';
import { setStage } from '../crash/stage.ts';
import { chosen, former, type Walked, walkWith } from '../crash/walk.ts';

type Ending = Pick<Walked, 'told' | 'copies'>;
type Moment = [when: string, nth: number, what: string, ending: Ending];

// Which moment it is, by what has just happened. Five writes lead up to the directory, and one follows.
const moments: Moment[] = [
  [
    'as a code is written',
    1,
    'store INSERT INTO outbox',
    { told: { end: 'done', begun: 1 }, copies: 0 },
  ],
  [
    'before it knows that its letter was taken',
    1,
    'mail said 250 OK: message queued',
    { told: { end: 'done', begun: 1 }, copies: 1 },
  ],
  [
    'as it has written down what it’s about to do',
    5,
    'store COMMIT',
    { told: { end: 'done', begun: 2 }, copies: 0 },
  ],
  [
    'before it has written down that it did',
    1,
    'store UPDATE accounts',
    { told: { end: 'outcome-unknown', begun: 1 }, copies: 0 },
  ],
  ['before it has said so', 6, 'store COMMIT', { told: { end: 'done', begun: 1 }, copies: 0 }],
];

it('A reset during which the gateway is killed loses nothing, sends nothing twice and leaves nothing half-done', async () => {
  const stage = await setStage({});
  for (const [when, nth, what, ending] of moments) {
    const { died, told, copies } = await walkWith(stage, await hireEmbedded(stage), nth, what);
    expect({ when, died, told, copies }).toEqual({ when, died: true, ...ending });
  }
  // And none of those that died has left a secret in what it said.
  const codes = (await Promise.all(stage.mail.got.map(codeIn))).filter(
    (code) => code !== undefined,
  );
  expect(codes.length).toBeGreaterThanOrEqual(moments.length);
  expect(stage.said()).toContain('code sent');
  for (const secret of [former, chosen, ...codes]) expect(stage.said()).not.toContain(secret);
});
