// For everybody: how to get back in and how to register, step by step, with pictures of the tenant's own portal where they
// were taken.
import type { Words } from '../../locales/words.ts';
import { codeMinutes, lockValues } from '../../tenant/answers.ts';
import { methodsPhrase } from '../../tenant/phrases.ts';
import { deskLinks, deskWays } from '../desk.ts';
import { type LetterInput, offers, wordsOf } from '../letter.ts';
import { passwordRules, typed } from '../letters/phrases.ts';
import { canRegister } from '../letters/registration.ts';
import type { Paper, Part, Picture, Step } from './paper.ts';

/** The steps of which pictures are taken. */
export const pictured = {
  reset: ['home', 'username', 'intent', 'method', 'code', 'password', 'done'],
  register: ['sign-in', 'review', 'contact', 'confirm'],
} as const;
/** One of them. */
export type PicturedStep = (typeof pictured)['reset' | 'register'][number];

/** A picture of a step in a language, if one was taken: its path below the kit, and its size in CSS pixels. */
export type PictureOf = (step: PicturedStep) => Omit<Picture, 'alt'> | undefined;

const contactTitle = (input: LetterInput, say: Words): string =>
  say(input.tenant.policy.methods.includes('email') ? 'widget.email-title' : 'widget.number-title');

// What somebody who doesn't see a picture has to know of it.
const altsOf = (input: LetterInput, say: Words): Record<PicturedStep, string> => {
  const next = say('widget.next');
  const code = { title: say('widget.code-title'), next };
  return {
    home: say('kit.guide.alt-home', { address: typed(input) }),
    username: say('kit.guide.alt-username', { title: say('widget.identify-title'), next }),
    intent: say('kit.guide.alt-intent', {
      title: say('widget.intent-title'),
      reset: say('widget.intent-reset'),
      unlock: say('widget.intent-unlock'),
    }),
    method: say('kit.guide.alt-method', { title: say('widget.method-title') }),
    code: say('kit.guide.alt-code', code),
    password: say('kit.guide.alt-password', { title: say('widget.password-title') }),
    done: say('kit.guide.alt-done', { title: say('widget.done-password') }),
    'sign-in': say('kit.guide.alt-sign-in', { title: say('widget.sign-in-title') }),
    review: say('kit.guide.alt-review', { title: say('widget.review-title') }),
    contact: say('kit.guide.alt-contact', { title: contactTitle(input, say) }),
    confirm: say('kit.guide.alt-code', code),
  };
};

type Said = Partial<Record<PicturedStep, string | false>>;

const resetSteps = (input: LetterInput, say: Words): Said => {
  const { gates, methods } = input.tenant.policy;
  const coded = methods.some((kind) => kind === 'email' || kind === 'sms');
  return {
    home: say('kit.guide.home', { address: typed(input) }),
    username: say('kit.guide.username', { choice: say('site.way.reset') }),
    intent:
      offers(input, 'unlock') === 'yes' &&
      say('kit.guide.intent', { unlock: say('widget.intent-unlock') }),
    method: say('kit.guide.method', { gates }),
    code: coded && say('kit.guide.code', { minutes: codeMinutes }),
    password: say('kit.guide.password', { rules: passwordRules(input) }),
    done: say('kit.guide.done'),
  };
};

const registerSteps = (input: LetterInput, say: Words): Said => {
  const { requiredToRegister, methods } = input.tenant.policy;
  const coded = methods.some((kind) => kind === 'email' || kind === 'sms');
  return {
    'sign-in': say('kit.guide.sign-in', { address: typed(input) }),
    review: say('kit.guide.review', { n: requiredToRegister }),
    contact: coded && say('kit.guide.contact'),
    confirm: coded && say('kit.guide.confirm'),
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
