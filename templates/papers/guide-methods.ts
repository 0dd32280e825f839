// Of the guide, what hangs on the tenant's own methods: how people prove who they are, and what they register first.
import type { Words } from '../../locales/words.ts';
import { codeMinutes } from '../../tenant/answers.ts';
import { channelOf } from '../../tenant/channels.ts';
import type { Tenant } from '../../tenant/tenant.ts';

type Policy = Pick<Tenant['policy'], 'gates' | 'methods'>;
type Method = Policy['methods'][number];

// Methods that look alike on the page are described by one sentence.
const looks = {
  email: 'code',
  sms: 'code',
  'call-mobile': 'call',
  'call-office': 'call',
  totp: 'totp',
  push: 'push',
  passkey: 'passkey',
  'backup-code': 'backup-code',
  questions: 'questions',
} as const satisfies Record<Method, string>;

/**
 * The methods that the guide tells of: the first one of the policy, and where two proofs are asked for, the next that proves
 * something else, if its page looks different.
 */
export const toldProofs = ({ gates, methods }: Policy): { proof: Method; second?: Method } => {
  const proof = methods[0]!; // a policy has one at least
  const next = methods.find((kind) => channelOf(kind) !== channelOf(proof));
  const differs = next !== undefined && looks[next] !== looks[proof];
  return gates > 1 && differs ? { proof, second: next } : { proof };
};

/** What a person does to prove who they are. */
export const proofHow = (kind: Method, say: Words): string =>
  looks[kind] === 'code'
    ? say('kit.guide.code', { minutes: codeMinutes })
    : say(`kit.guide.proof-${looks[kind]}`);

/** What the page of a proof shows. */
export const proofAlt = (kind: Method, say: Words): string => {
  const next = say('widget.next');
  if (looks[kind] === 'questions')
    return say('kit.guide.alt-questions', { title: say('widget.questions-title'), next });
  if (looks[kind] === 'passkey')
    return say('kit.guide.alt-passkey', { title: say('widget.passkey-title') });
  if (looks[kind] === 'call')
    return say('kit.guide.alt-call', { title: say('widget.approval-title') });
  return say('kit.guide.alt-code', { title: say('widget.code-title'), next });
};

/** The first method of the policy that people add themselves. Everybody has the organisation's app, or hasn't. */
export const firstAdded = ({ methods }: Policy): Method | undefined =>
  methods.find((kind) => kind !== 'push');

/** Whether it's confirmed by a code that is sent there. */
export const isCoded = (kind: Method | undefined): kind is 'email' | 'sms' =>
  kind !== undefined && looks[kind] === 'code';

/** What is done to add a method. */
export const addHow = (kind: Method, say: Words): string => {
  const look = looks[kind];
  if (look === 'code') return say('kit.guide.contact');
  return look === 'push' ? '' : say(`kit.guide.add-${look}`);
};

/** What the page shows on which a method is added. */
export const addAlt = (kind: Method | undefined, say: Words): string =>
  kind === 'questions'
    ? say('kit.guide.alt-add-questions', { title: say('widget.set-questions-title') })
    : say('kit.guide.alt-contact', {
        title: say(kind === 'email' ? 'widget.email-title' : 'widget.number-title'),
      });
