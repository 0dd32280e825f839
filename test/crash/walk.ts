// One reset, during which the gateway dies once, and what must be true afterwards.
import { expect } from 'vitest';
import { codeIn, lettersTo, reset, soon, type Told, type Who } from './person.ts';
import type { Stage } from './stage.ts';

export const former = 'First password of all 1';
export const chosen = 'Violet umbrella seventy 2';

/** What a walk came to; `seen` is what had happened when it died. */
export type Walked = { died: boolean; seen: string[]; told: Told; copies: number };

// The reset is over: what is still held back is of a gateway that has died, perhaps by a COMMIT that a shared store got
// before and carried out after the next one looked. Nobody waits for minutes here.
const waitUntilSent = (stage: Stage): Promise<boolean> =>
  soon(async () => {
    if (stage.dead()) await stage.revive();
    await stage.database.run('UPDATE outbox SET due_at = 0 WHERE held IS NOT NULL');
    const waiting = await stage.store.outbox.depth();
    return waiting.length === 0 || undefined;
  });

const messageId = (raw: Buffer): string =>
  /^message-id: *(\S+)/im.exec(raw.toString('latin1'))![1]!;

// A letter whose receipt died with the gateway goes out once more, and is the same letter: it says so itself.
const copiesOf = (stage: Stage, who: Who): number => {
  const ids = lettersTo(stage, who).map(({ raw }) => messageId(raw));
  return ids.length - new Set(ids).size;
};

/**
 * Lets somebody reset their password while the gateway dies at its nth deed, or its nth of this kind, and looks at the
 * outcome.
 */
export const walkWith = async (
  stage: Stage,
  who: Who,
  at: number,
  what?: string,
): Promise<Walked> => {
  await stage.arm(at, what);
  let died = false;
  const watched = { ...stage, revive: async () => ((died = true), stage.revive()) };
  const told = await reset(watched, who, chosen);
  await waitUntilSent(watched);
  const seen = await stage.seen();

  expect(await who.works(chosen)).toBe(true);
  expect(await who.works(former)).toBe(false);

  const letters = lettersTo(stage, who);
  const codes = await Promise.all(letters.map(codeIn));
  const copies = copiesOf(stage, who);
  // Nothing is sent twice, but a letter that was on its way, and may have been taken.
  const onItsWay =
    seen.findLastIndex((one) => one.startsWith('mail ')) >
    seen.findLastIndex((one) => one.startsWith('store DELETE'));
  expect(copies).toBeLessThanOrEqual(died && onItsWay ? 1 : 0);
  expect(codes.filter((code) => code !== undefined).length - copies).toBeLessThanOrEqual(
    told.begun,
  );
  // Nothing is lost: whoever's password was set hears of it.
  expect(codes).toContain(undefined);
  // Nor is it for whoever reads the audit log.
  const [local] = who.username.split('@');
  const events = (await stage.store.events(100)).filter(
    ({ username = '' }) => username.split('@')[0] === local,
  );
  expect(events.map(({ event }) => event)).toContainEqual(
    expect.stringMatching(/^(password-reset|outcome unknown)$/),
  );
  expect(await stage.store.followAudit()).toMatchObject({ brokenAt: undefined });
  return { died, seen, told, copies };
};
