// For everybody: how to get back in and how to register, step by step, with pictures of the tenant's own portal where they
// were taken.
import type { Words } from '../../locales/words.ts';
import { lockValues } from '../../tenant/answers.ts';
import { methodsPhrase } from '../../tenant/phrases.ts';
import { deskLinks, deskWays } from '../desk.ts';
import { type LetterInput, offers, wordsOf } from '../letter.ts';
import { passwordRules, typed } from '../letters/phrases.ts';
import { canRegister } from '../letters/registration.ts';
import {
  addAlt,
  addHow,
  firstAdded,
  isCoded,
  proofAlt,
  proofHow,
  toldProofs,
} from './guide-methods.ts';
import type { Paper, Part, Picture, Step } from './paper.ts';

/** The steps of which pictures are taken. */
export const pictured = {
  reset: ['home', 'username', 'intent', 'method', 'proof', 'second', 'password', 'done'],
  register: ['sign-in', 'review', 'add', 'confirm'],
} as const;
/** One of them. */
export type PicturedStep = (typeof pictured)['reset' | 'register'][number];

/** A picture of a step in a language, if one was taken: its path below the kit, and its size in CSS pixels. */
export type PictureOf = (step: PicturedStep) => Omit<Picture, 'alt'> | undefined;

// What somebody who doesn't see a picture has to know of it.
const altsOf = (input: LetterInput, say: Words): Record<PicturedStep, string> => {
  const next = say('widget.next');
  const { policy } = input.tenant;
  const { proof, second = proof } = toldProofs(policy);
  return {
    home: say('kit.guide.alt-home', { address: typed(input) }),
    username: say('kit.guide.alt-username', { title: say('widget.identify-title'), next }),
    intent: say('kit.guide.alt-intent', {
      title: say('widget.intent-title'),
      reset: say('widget.intent-reset'),
      unlock: say('widget.intent-unlock'),
    }),
    method: say('kit.guide.alt-method', { title: say('widget.method-title') }),
    proof: proofAlt(proof, say),
    second: proofAlt(second, say),
    password: say('kit.guide.alt-password', { title: say('widget.password-title') }),
    done: say('kit.guide.alt-done', { title: say('widget.done-password') }),
    'sign-in': say('kit.guide.alt-sign-in', { title: say('widget.sign-in-title') }),
    review: say('kit.guide.alt-review', { title: say('widget.review-title') }),
    add: addAlt(firstAdded(policy), say),
    confirm: proofAlt('email', say),
  };
};

type Said = Partial<Record<PicturedStep, string | false>>;

const resetSteps = (input: LetterInput, say: Words): Said => {
  const { policy } = input.tenant;
  const { gates } = policy;
  const { proof, second } = toldProofs(policy);
  return {
    home: say('kit.guide.home', { address: typed(input) }),
    username: say('kit.guide.username', { choice: say('site.way.reset') }),
    intent:
      offers(input, 'unlock') === 'yes' &&
      say('kit.guide.intent', { unlock: say('widget.intent-unlock') }),
    method: say('kit.guide.method', { gates }),
    proof: proofHow(proof, say),
    second: second !== undefined && say('kit.guide.second', { how: proofHow(second, say) }),
    password: say('kit.guide.password', { rules: passwordRules(input) }),
    done: say('kit.guide.done'),
  };
};

const registerSteps = (input: LetterInput, say: Words): Said => {
  const { policy } = input.tenant;
  const first = firstAdded(policy);
  return {
    'sign-in': say('kit.guide.sign-in', { address: typed(input) }),
    review: say('kit.guide.review', { n: policy.requiredToRegister }),
    add: first !== undefined && addHow(first, say),
    confirm: isCoded(first) && say('kit.guide.confirm'),
  };
};

const unlockParts = (input: LetterInput, say: Words): Part[] =>
  offers(input, 'unlock') === 'yes'
    ? [
        { kind: 'heading', text: say('kit.guide.unlock') },
        {
          kind: 'text',
          text: say('kit.guide.unlock-how', { choice: say('widget.intent-unlock') }),
        },
      ]
    : [];

const stuck = (input: LetterInput, say: Words, ours: boolean): Part[] => [
  { kind: 'heading', text: say('kit.guide.stuck') },
  ...(ours ? [{ kind: 'text' as const, text: say('kit.stop.locked-means', lockValues) }] : []),
  {
    kind: 'text',
    text: say('mail.desk', { ways: deskWays(input) }),
    links: deskLinks(input.tenant),
  },
];

/** The guide for everybody. Where somebody else's pages follow, it leads as far as them. */
export const guide = (input: LetterInput, pictureOf: PictureOf = () => undefined): Paper => {
  const say = wordsOf(input);
  const { tenant } = input;
  const ours = tenant.backend.kind === 'http';
  const alts = altsOf(input, say);
  const steps = (said: Said): Step[] =>
    (Object.entries(said) as [PicturedStep, string | false][]).flatMap(([name, text]) => {
      const picture = pictureOf(name);
      return text === false ? [] : [{ text, picture: picture && { ...picture, alt: alts[name] } }];
    });
  const [first] = steps({ home: say('kit.guide.home', { address: typed(input) }) });
  const reset = ours
    ? steps(resetSteps(input, say))
    : [first!, { text: say('kit.guide.hosted') } satisfies Step];
  return {
    name: 'guide',
    title: say('kit.guide.title'),
    lead: ours
      ? say('kit.guide.lead', { methods: methodsPhrase(tenant, say), gates: tenant.policy.gates })
      : say('kit.guide.lead-hosted'),
    parts: [
      { kind: 'heading', text: say('kit.guide.reset') },
      { kind: 'steps', items: reset },
      ...(ours ? unlockParts(input, say) : []),
      ...(ours && canRegister(input)
        ? [
            { kind: 'heading' as const, text: say('kit.guide.register') },
            { kind: 'steps' as const, items: steps(registerSteps(input, say)) },
          ]
        : []),
      ...stuck(input, say, ours),
    ],
  };
};
