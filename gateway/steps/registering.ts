import { DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { changeCap } from '../limiter.ts';
import { noticesTo } from '../notices.ts';
import { type Person, readPerson } from '../person.ts';
import type { Ground } from './step.ts';

/** The person who signed in. @throws DirectoryUnavailable */
export const signedIn = async ({
  gateway,
  state,
}: Pick<Ground, 'gateway' | 'state'>): Promise<Person> =>
  (await readPerson(gateway, state.subject!.personId!))!;

/**
 * Back to the review, and only then the change: of many answers at once one has an effect, and a code is used up before it
 * counts. The notices go with the first write, so that no answer in between can keep them from being sent; they go to the
 * addresses from before, so that whoever took the account over can't be the only one to know.
 */
export const registering = async (
  ground: Pick<Ground, 'gateway' | 'state'>,
  event: 'method added' | 'method changed' | 'method removed',
  detail: string,
  change: (person: string) => Promise<unknown>,
): Promise<Verdict> => {
  const { gateway, state: before } = ground;
  const person = await signedIn(ground);
  const cap = changeCap(gateway, before.subject!.username);
  const state: FlowState = { ...before, changed: true, at: { kind: 'review-methods' } };
  return {
    state,
    unit: {
      caps: [cap],
      hits: [cap.counter],
      messages: noticesTo(gateway, person, 'methods-changed', before.locale),
      events: [{ event, username: person.username, detail }],
    },
    act: async () => {
      try {
        await change(person.id);
        return { state };
      } catch (error) {
        if (!(error instanceof DirectoryUnavailable)) throw error;
        return trouble(state, 'directory-unavailable', { retryAfter: 60 });
      }
    },
  };
};
