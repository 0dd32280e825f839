// The links in a code's mail: one to go on by, and one that ends it all. Their tokens are kept nowhere: they are
// fingerprints under the gateway's own secret, so whoever began the flow can't make them, though they hold its id, and
// nor can whoever reads the store.
import { timingSafeEqual } from 'node:crypto';
import { mailPagesOf, type MailPage, pageUrl } from '../tenant/addresses.ts';
import type { Gateway } from './context.ts';
import type { SentCode } from './flow/state.ts';
import { flowKey } from './secrets.ts';
import type { Ground } from './steps/step.ts';

type Sealer = Pick<Gateway, 'secrets'>;

/** What was sent with a code, beside it: good as long as the code is. */
const goingOn = ({ secrets }: Sealer, key: string, { codeHash }: SentCode): string =>
  secrets.mark('link', `${key} ${codeHash}`);

const ending = ({ secrets }: Sealer, key: string): string => secrets.mark('revocation', key);

/** The addresses of both links of a code's mail, the tokens behind the `#`: what stands there never leaves a browser by itself. */
export const linksFor = (
  { gateway, state, flowId }: Pick<Ground, 'gateway' | 'state' | 'flowId'>,
  sent: SentCode,
): Record<string, string> => {
  const { tenant } = gateway;
  if (state.flow !== 'reset' || mailPagesOf(tenant).length === 0) return {};
  const key = flowKey(flowId);
  const url = (page: MailPage, token: string): string =>
    `${pageUrl(tenant, state.locale, page)}#${key}.${token}`;
  const stop = url('not-me', ending(gateway, key));
  // The press that lifts a lock would be the last thing before it's lifted. Some scanners press what they see: they
  // would open an account again, as often as somebody guesses its password.
  return state.intent === 'unlock'
    ? { stop }
    : { link: url('link', goingOn(gateway, key, sent)), stop };
};

const isSame = (given: string, wanted: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** A token's two parts: the key of its flow, and its seal. */
export const parts = (token: string): [key: string, seal: string] => {
  const [key = '', seal = ''] = token.split('.');
  return [key, seal];
};

/** Whether a token is the one that was sent with this code of the flow under this key. */
export const isLinkOf = (gateway: Sealer, token: string, sent: SentCode): boolean => {
  const [key, seal] = parts(token);
  return isSame(seal, goingOn(gateway, key, sent));
};

/** Whether a token ends the flow under its key. */
export const isRevocation = (gateway: Sealer, token: string): boolean => {
  const [key, seal] = parts(token);
  return isSame(seal, ending(gateway, key));
};

/** Counts that a link was used: by the key of its flow and the code beside it. */
export const usedCounter = (key: string, { codeHash }: SentCode): string =>
  `link:${key}:${codeHash}`;

/** Counts that "this wasn't me" was pressed for the flow under this key. */
export const revokedCounter = (key: string): string => `revoked:${key}`;
