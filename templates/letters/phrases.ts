// What several letters say alike.
import { pageUrl, typedAddress } from '../../tenant/addresses.ts';
import { deskLinks, deskWays } from '../desk.ts';
import {
  addressBlock,
  type Block,
  dayInWords,
  isolate,
  type LetterInput,
  type Place,
  wordsOf,
} from '../letter.ts';

/** Neutral placeholders of the programs that send letters; `dialects.ts` says what each program calls them. */
export const token = {
  firstName: '[[firstName]]',
  userName: '[[userName]]',
  expiryDate: '[[expiryDate]]',
  unsubscribe: '[[unsubscribe]]',
  postalAddress: '[[postalAddress]]',
} as const;
/** The name of a placeholder. */
export type Token = keyof typeof token;

/** "Hello Ada," where the sending program knows the name, else "Hello,". */
export const greeting = (input: LetterInput): Block => {
  const say = wordsOf(input);
  const text = input.knows?.has('firstName')
    ? say('mail.greeting-name', { name: isolate(token.firstName) })
    : say('mail.greeting');
  return { kind: 'text', text };
};

/** A day as ICU's `select` takes it: whether there is one, and its words. */
export const dated = (day: string | undefined, place: Place) => ({
  dated: day ? 'yes' : 'no',
  date: day ? dayInWords(day, place) : '',
});

/** The day from which the service is there for everyone. */
export const launchDay = (input: Place) => dated(input.tenant.rollout.launch, input);

/** The portal's address inside a sentence. */
export const typed = ({ tenant }: Pick<Place, 'tenant'>): string => isolate(typedAddress(tenant));

/** What a password must be, in a sentence, from the policy. */
export const passwordRules = (place: Place): string => {
  const { minLength, classes } = place.tenant.policy.password;
  const say = wordsOf(place);
  const kinds = classes > 0 ? say('mail.password-kinds', { n: classes }) : '';
  return say('mail.password-rules', { length: minLength, kinds });
};

/** A button to the portal, and its address to type. */
export const portalButton = (
  input: LetterInput,
  key: 'mail.announcement.button' | 'mail.live.button',
): Block[] => [
  {
    kind: 'button',
    label: wordsOf(input)(key, { address: typed(input) }),
    url: pageUrl(input.tenant, input.locale),
  },
  addressBlock(input),
];

/** A note that leads to the help desk. */
export const deskNote = (input: LetterInput, key: 'mail.last-call.help'): Block => ({
  kind: 'note',
  text: wordsOf(input)(key, { ways: deskWays(input) }),
  links: deskLinks(input.tenant),
});
