// Whether a password is made of what is tried first, in the manner of Microsoft Entra's password protection.
import { fold } from '../../backends/password-rules.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { commonWords, isCommon } from './common.ts';
import { plainWord, wordsOf } from './plain.ts';
import { enough, scoreOf } from './score.ts';
import { surprises } from './surprises.ts';
import { Words } from './words.ts';

type Rules = Pick<Tenant, 'organization' | 'policy'>;

const shortestName = 4; // signs from which a name may be nowhere in a password, as in Entra
const shortestWord = 3;

type Own = { words: Words; names: string[] };

const ownOf = ({ organization, policy }: Rules): Own => {
  const { name, shortName, domains } = organization;
  const labels = domains.map((domain) => domain.split('.')[0]!);
  const names = [name, shortName, ...labels].map((one) => wordsOf(one).join(''));
  const words = [...policy.password.banned.map(plainWord), ...wordsOf(name), ...names];
  return {
    words: new Words(words.filter((one) => one.length >= shortestWord)),
    names: names.filter((one) => one.length >= shortestName),
  };
};

const known = new WeakMap<Rules, Own>();

const ownFor = (tenant: Rules): Own => {
  const own = known.get(tenant) ?? ownOf(tenant);
  known.set(tenant, own);
  return own;
};

const together = (plain: string): string => plain.replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Whether a password holds the organisation's name or a part of the person's, is a common one, repeats itself or counts on, or
 * is made of so few words that everybody tries (common ones, and the tenant's own) that it has less than five points. All of
 * it is compared without case, accents, width and look-alikes, and words also where one sign is another one.
 */
export const isBanned = (tenant: Rules, password: string, personName = ''): boolean => {
  const plain = plainWord(password);
  const { words, names } = ownFor(tenant);
  const parts = wordsOf(personName).filter((part) => [...part].length >= shortestName);
  // Where no word is found, it's the length that is judged, and elsewhere.
  const fewest = Math.min(enough, [...plain].length);
  return (
    names.some((name) => together(plain).includes(name)) ||
    parts.some((part) => plain.includes(part)) ||
    isCommon(plain) ||
    surprises([...fold(password)]) < fewest ||
    scoreOf(plain, [commonWords, words, new Words(parts)]) < fewest
  );
};
