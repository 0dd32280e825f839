// People who can't get on ask the administrators. Anybody can ask for anybody: so nothing that was typed is handed on but
// a reason from a list and a support code, and the answer is the same whoever is named.
import { limits } from '../backends/limits.ts';
import type { HelpRequest } from '../backends/protocol/index.ts';
import { type Gateway, localeFor } from './context.ts';
import type { Account } from './directory/directory.ts';
import type { FlowState } from './flow/state.ts';
import { withoutStrangers } from './flow/strangers.ts';
import { counter, lockedUntil } from './limiter.ts';
import { canReset } from './offers.ts';
import { completed, whose } from './person.ts';
import { flowKey, newFlowId, newSupportCode } from './secrets.ts';
import { plainName } from './steps/identify.ts';
import type { Guard, Message } from './store/store.ts';

const day = 24 * 60 * 60; // seconds
const perAccount = 2; // in a day
const perClient = 5; // in ten minutes
const altogether = 200; // requests about accounts that exist, in a day: more would bury what matters

const stateOf = async (
  gateway: Gateway,
  username: string,
  account: Account | undefined,
): Promise<string> => {
  const person = await completed(gateway, account);
  const locked = await lockedUntil(gateway, username);
  if (!person) return 'other';
  if (person.disabled) return 'disabled';
  if (person.eligible === false) return 'outside';
  return locked ? 'locked' : canReset(gateway, person) ? 'other' : 'few';
};

// Who gets it, in which language. A name that nobody has is asked about as long, and its letters are made too.
const recipients = async ({
  tenant,
  directory,
}: Gateway): Promise<Pick<Message, 'to' | 'locale'>[]> => {
  const { to } = tenant.gateway?.requests ?? {};
  if (to) return to.map((one) => ({ to: one, locale: tenant.defaultLocale }));
  const all = (await directory.administrators?.()) ?? [];
  return all
    .filter(({ email }) => email !== undefined)
    .map(({ email, locale = tenant.defaultLocale }) => ({ to: email, locale }));
};

const isOver = async ({ store }: Gateway, guard: Guard): Promise<boolean> =>
  (await store.hitBelow(guard)) >= guard.limit;

/** Seconds to wait where somebody has asked too often, or 0: then the administrators have been written to. */
export const askForHelp = async (
  gateway: Gateway,
  { username: typed, reason, locale, supportCode: code }: HelpRequest,
  client: string | undefined,
): Promise<number> => {
  const { tenant, store } = gateway;
  const own = { counter: `asking:${client}`, seconds: limits.sendWindow, limit: perClient };
  if (client !== undefined && (await isOver(gateway, own))) return limits.sendWindow;
  const { username, account } = await whose(
    gateway,
    plainName(typed, tenant.organization.domains[0]!),
  );
  const named = { counter: counter(gateway, 'asking', username), seconds: day, limit: perAccount };
  if (await isOver(gateway, named)) return 60 * 60;
  const state = await stateOf(gateway, username, account);
  const all = { counter: account ? 'asking' : 'asking:nobody', seconds: day, limit: altogether };
  const known = account && !(await isOver(gateway, all));
  const at = new Date().toISOString();
  const data = { username, name: account?.name ?? '', at, reason, state, ...(code && { code }) };
  const messages = (await recipients(gateway)).map(({ to, locale }): Message => ({
    channel: 'email',
    to: known ? to : undefined,
    letter: 'help-asked',
    locale,
    data,
  }));
  const subject = { username, stranger: !account };
  const row: FlowState = {
    flow: 'reset',
    locale: localeFor(gateway, locale),
    intent: 'reset',
    intentGiven: true,
    subject,
    proved: [],
    at: { kind: 'stopped', reason: 'not-eligible' },
  };
  const event = { event: 'help asked', username, detail: code ? `${reason}, ${code}` : reason };
  const unit = { ...withoutStrangers(gateway, row, { events: [event] }), messages };
  const supportCode = newSupportCode();
  const expiresAt = Date.now() + limits.flowLife * 1000;
  await store.create(
    { key: flowKey(newFlowId()), revision: 0, state: row, expiresAt, supportCode },
    unit,
  );
  gateway.wrote(unit, supportCode);
  return 0;
};
