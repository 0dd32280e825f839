// The other ways by which people hear of it: article, post, text message, telephone, slides.
import { pageUrl, typedAddress } from '../../tenant/addresses.ts';
import { methodsPhrase } from '../../tenant/phrases.ts';
import { deskLinks, deskWays } from '../desk.ts';
import { isolate, type LetterInput, offers, wordsOf } from '../letter.ts';
import { launchDay, passwordRules, typed } from '../letters/phrases.ts';
import { canRegister, registerUrl } from '../letters/registration.ts';
import type { Paper, Part } from './paper.ts';

const benefitOf = (input: LetterInput): string =>
  wordsOf(input)('mail.announcement.benefit', {
    ...launchDay(input),
    unlock: offers(input, 'unlock'),
  });

const todo = (input: LetterInput): Part => {
  const say = wordsOf(input);
  const url = canRegister(input) ? registerUrl(input) : pageUrl(input.tenant, input.locale);
  const text = url.replace(/^https:\/\/|\/$/g, '');
  const key = canRegister(input) ? 'kit.todo.register' : 'kit.todo.keep';
  return { kind: 'text', text: say(key, { address: isolate(text) }), links: [{ text, url }] };
};

const genuineItems = (input: LetterInput): string[] => {
  const say = wordsOf(input);
  return [say('mail.managers.genuine', { address: typed(input) })];
};

const help = (input: LetterInput): Part => ({
  kind: 'text',
  text: wordsOf(input)('mail.desk', { ways: deskWays(input) }),
  links: deskLinks(input.tenant),
});

const intranet = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  return {
    name: 'intranet',
    title: say('mail.announcement.title'),
    lead: benefitOf(input),
    parts: [
      { kind: 'heading', text: say('kit.head.change') },
      {
        kind: 'text',
        text: say('mail.live.how', {
          gates: input.tenant.policy.gates,
          methods: methodsPhrase(input.tenant, say),
        }),
      },
      { kind: 'text', text: passwordRules(input) },
      { kind: 'heading', text: say('kit.head.todo') },
      todo(input),
      { kind: 'heading', text: say('kit.head.genuine') },
      { kind: 'text', text: genuineItems(input).join(' ') },
      { kind: 'heading', text: say('kit.head.help') },
      help(input),
    ],
  };
};

const chat = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  return {
    name: 'chat',
    title: say('mail.announcement.title'),
    parts: [{ kind: 'text', text: say('kit.chat.text', launchDay(input)) }, todo(input)],
  };
};

const sms = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const { tenant } = input;
  const organization = tenant.organization.shortName;
  const text = say('kit.sms.text', {
    organization,
    ...launchDay(input),
    address: typedAddress(tenant),
  });
  return { name: 'sms', title: say('kit.name.sms'), parts: [{ kind: 'text', text }] };
};

const phone = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const address = typed(input);
  return {
    name: 'phone',
    title: say('kit.name.phone'),
    parts: [
      { kind: 'text', text: say('kit.phone.menu', { address }) },
      {
        kind: 'text',
        text: say('kit.phone.waiting', { address, unlock: offers(input, 'unlock') }),
      },
      { kind: 'text', text: say('kit.phone.closed', { address }) },
    ],
  };
};

const slides = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const { tenant } = input;
  const points: [string, string[]][] = [
    [say('kit.head.change'), [benefitOf(input), say('mail.managers.benefit')]],
    [
      say('kit.head.todo'),
      [
        ...(canRegister(input)
          ? [say('mail.managers.methods', { methods: methodsPhrase(tenant, say) })]
          : []),
        say('kit.todo.keep', { address: typed(input) }),
      ],
    ],
    [say('kit.head.genuine'), [...genuineItems(input), say('mail.managers.help')]],
  ];
  return {
    name: 'slides',
    title: say('kit.name.slides'),
    parts: points.flatMap(([text, items]): Part[] => [
      { kind: 'heading', text },
      { kind: 'list', items },
    ]),
  };
};

/** The papers of a wave in a language. */
export const channelsOf = (input: LetterInput): Paper[] =>
  [intranet, chat, sms, phone, slides].map((write) => write(input));
