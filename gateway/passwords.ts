import { createHash } from 'node:crypto';
import ky from 'ky';
import { brokenRules } from '../backends/password-rules.ts';
import type { BrokenRule, PolicyReply, PublicPasswordPolicy } from '../backends/protocol/index.ts';
import { limits } from '../backends/limits.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { isBanned } from './banned/banned.ts';
import type { Gateway } from './context.ts';

/** The password rules as anyone may see them: the list of banned words stays here. */
export const publicPassword = ({ policy }: Pick<Tenant, 'policy'>): PublicPasswordPolicy => {
  const { minLength, maxLength, classes, unicode, notUserName, breachCheck, history } =
    policy.password;
  return {
    minLength,
    maxLength,
    classes,
    unicode,
    notUserName,
    // Common passwords are, whatever else is.
    banned: true,
    breachCheck,
    history: history > 0 ? history : undefined,
  };
};

/** Lengths of an answer to a security question, in characters (sspr.md 1.4). */
export const answerRules = { minAnswer: 3, maxAnswer: 40 };

/** `GET /policy`. */
export const publicPolicy = ({ tenant, able }: Pick<Gateway, 'tenant' | 'able'>): PolicyReply => {
  const { gates, unlock, questions } = tenant.policy;
  return {
    gates,
    methods: [...able],
    intents: unlock ? ['reset', 'unlock'] : ['reset'],
    password: publicPassword(tenant),
    questions: questions && {
      register: questions.register,
      reset: questions.reset,
      ...answerRules,
    },
    lifetimes: { code: limits.codeLife, flow: limits.flowLife, lock: limits.lockTime },
  };
};

/** Every rule that a password breaks, as far as it can be known without asking the directory to set it. */
export const judge = async (
  { tenant, breached }: Pick<Gateway, 'tenant' | 'breached'>,
  password: string,
  { username, name }: { username: string; name?: string },
): Promise<BrokenRule[]> => {
  const { breachCheck } = tenant.policy.password;
  const broken = brokenRules(password, publicPassword(tenant), username);
  if (isBanned(tenant, password, name)) broken.push({ rule: 'banned' });
  // A service that doesn't answer never stands in anybody's way.
  if (broken.length === 0 && breachCheck && (await breached(password)))
    broken.push({ rule: 'breached' });
  return broken;
};

/**
 * Asks a range service (Have I Been Pwned's API v3) whether a password is known from a breach. Only the first five
 * digits of its SHA-1 leave the house; padding hides how many are known.
 */
export const breachCheck =
  (address = 'https://api.pwnedpasswords.com/range/'): Gateway['breached'] =>
  async (password) => {
    const digest = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
    try {
      const list = await ky
        .get(new URL(digest.slice(0, 5), address), {
          timeout: 2000,
          retry: 0,
          headers: { 'add-padding': 'true' },
        })
        .text();
      const hit = list.split('\n').find((line) => line.startsWith(digest.slice(5)));
      return hit !== undefined && Number(hit.split(':')[1]) > 0;
    } catch {
      return undefined;
    }
  };
