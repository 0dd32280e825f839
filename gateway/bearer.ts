// Somebody who signed in at the host page, and what that is worth here.
import type { Gateway } from './context.ts';
import type { AtOf } from './flow/state.ts';
import { changeCounter, lockedUntil } from './limiter.ts';
import { whose } from './person.ts';
import { hindrance, plainName } from './steps/identify.ts';
import type { Refused } from './tokens.ts';

/** Whoever holds a good token, under the name as it is looked up. */
export type Known = { username: string; personId?: string };

/**
 * Whose token it is. One from before the last reset is refused: it may be the session of whoever the account was taken
 * back from.
 */
export const bearerOf = async (
  gateway: Gateway,
  token: string | undefined,
): Promise<Known | Refused> => {
  const refused = (reason: string): Refused => ({ problem: 'not-signed-in', reason });
  if (!gateway.readToken || !token) return refused('no token');
  const read = await gateway.readToken(token);
  if ('problem' in read) return read;
  const typed = plainName(read.name, gateway.tenant.organization.domains[0]!);
  const { username, account } = await whose(gateway, typed);
  // Tokens say whole seconds: one from just after the reset has a time from just before it.
  const age = Date.now() / 1000 - read.issuedAt - 1;
  const { count } = await gateway.store.count(changeCounter(gateway, username), age);
  return count > 0 ? refused('from before a reset') : { username, personId: account?.id };
};

/** The person behind a name that was proved, or the step that says why they can't go on. `detail` is for the audit log. */
export const admitted = async (
  gateway: Gateway,
  { username, personId }: Known,
): Promise<{ personId?: string; stopped?: AtOf<'stopped'>; detail: string }> => {
  const retryAt = await lockedUntil(gateway, username);
  if (retryAt) return { stopped: { kind: 'stopped', reason: 'locked', retryAt }, detail: 'locked' };
  const account = personId === undefined ? undefined : await gateway.directory.read(personId);
  if (account && !account.disabled && account.eligible !== false)
    return { personId, detail: 'known' };
  const detail = account ? hindrance(account) : 'unknown name';
  return { stopped: { kind: 'stopped', reason: 'not-eligible' }, detail };
};
