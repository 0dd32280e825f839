import type { Outcome } from '../../../backends/protocol/index.ts';
import { Broken, type Check, insist, Untold } from '../check.ts';
import { nobody, policyOf, type Run } from '../run.ts';
import type { Talk } from '../talk.ts';

const signedIn = async (run: Run, password: string): Promise<Talk> => {
  const talk = await run.begin({ flow: 'change', intent: undefined });
  await talk.go({ kind: 'sign-in', username: run.given.account, password });
  return talk;
};

const set = async (talk: Talk, password: string, outcome: Outcome): Promise<void> => {
  const step = await talk.go({ kind: 'new-password', password });
  if (step.kind !== 'done') throw new Broken(`wanted done, got ${step.kind}`);
  insist(step.outcome === outcome, outcome, step.outcome);
};

const presentPassword = ({ given, changed, fresh }: Run): string => {
  if (changed) return fresh;
  if (given.password) return given.password;
  throw new Untold('the account’s password isn’t known: set KEYTURN_VERIFY_PASSWORD');
};

/** What a finished flow means. */
export const ends: Check[] = [
  {
    id: 'weak',
    promise: 'a password against the rules is rejected, with the rules that it breaks',
    look: async (run) => {
      const { talk, policy } = await run.proved();
      if (policy.minLength < 2) throw new Untold('the policy has no least length');
      const { broken = [] } = await talk.fails(
        { kind: 'new-password', password: 'a' },
        'password-rejected',
      );
      const rules = broken.map(({ rule }) => rule);
      insist(rules.includes('min-length'), 'min-length among the broken rules', rules);
    },
  },
  {
    id: 'sets',
    promise: 'done means done: the new password is right from then on, and the old one wrong',
    look: async (run) => {
      const before = presentPassword(run);
      const { talk } = await run.proved();
      run.waiting = (await run.toPassword()).talk;
      await set(talk, run.fresh, 'password-reset');
      run.changed = true;
      policyOf((await signedIn(run, run.fresh)).step);
      const old = await run.begin({ flow: 'change', intent: undefined });
      const answer = { kind: 'sign-in', username: run.given.account, password: before } as const;
      await old.fails(answer, 'wrong-password');
    },
  },
  {
    id: 'voids',
    promise: 'a password that was set voids what was proved for the account elsewhere',
    look: async (run) => {
      if (!run.waiting) throw new Untold('no password was set in this run');
      await run.waiting.fails({ kind: 'new-password', password: `${run.fresh}x` }, 'flow-expired');
    },
  },
  {
    id: 'return-to',
    promise: 'nobody is sent on to an address that isn’t the organisation’s',
    look: async (run) => {
      const password = presentPassword(run);
      const evil = 'https://stranger.example/sign-in';
      const talk = await run.begin({ flow: 'change', intent: undefined, returnTo: evil });
      await talk.go({ kind: 'sign-in', username: run.given.account, password });
      const next = run.changed && run.given.password ? run.given.password : `${run.fresh}y`;
      const step = await talk.go({ kind: 'new-password', password: next });
      insist(!JSON.stringify(step).includes('stranger.example'), 'another address', evil);
      run.changed = next !== run.given.password;
      if (run.changed) run.fresh = next;
    },
  },
  {
    id: 'refusals',
    promise: 'a wrong present password changes nothing, and says no more than that',
    look: async (run) => {
      const talk = await run.begin({ flow: 'change', intent: undefined });
      const answer = { kind: 'sign-in', username: nobody(), password: 'not-the-password' } as const;
      const { step } = await talk.fails(answer, 'wrong-password');
      insist(step === undefined || step.kind === 'sign-in', 'to stay at sign-in', step?.kind);
    },
  },
];
