// How somebody made up proves who they are, by each method that needs no dialog of the browser's own.
import { Secret, TOTP } from 'otpauth';
import type { Tenant } from '../../tenant/tenant.ts';
import type { PortalHere } from './portal.ts';
import type { Walk } from './walk.ts';

/** A way to prove who one is. */
export type Method = Tenant['policy']['methods'][number];

/** What is made up for whoever walks. It opens nothing: the gateway that knows it is gone with the pictures. */
export const madeUp = {
  mobile: '+31 6 1234 5601',
  office: '+31 20 555 01 99',
  answer: 'Analytical',
  backupCode: 'K7QM2XPD',
  // It's on show; nobody can use it.
  passkey: { credential: 'bWFkZSB1cA', publicKey: new Uint8Array(77), counter: 0 },
  totp: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
};

/** What is done on the page of a proof: it's filled in, to be sent off; or it goes on by itself. */
type Proof = (walk: Walk, sentBefore: number) => Promise<'filled' | 'goes on'>;

const newest = async <T>(
  { portal, page }: Walk,
  before: number,
  read: (message: ReturnType<PortalHere['sent']>[number]) => T | undefined | false,
): Promise<T> => {
  for (let round = 0; round < 200; round += 1) {
    const all = portal.sent();
    const found = all.length > before && read(all[0]!);
    if (found) return found;
    await page.waitForTimeout(25);
  }
  throw new Error('no message came');
};

/** The code in the newest message. */
const sentCode = (walk: Walk, before: number): Promise<string> =>
  newest(walk, before, ({ text }) => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]);

const typed = async ({ page }: Walk, code: string): Promise<'filled'> => {
  await page.locator('input[name=code]').fill(code);
  return 'filled';
};

const bySent: Proof = async (walk, before) => typed(walk, await sentCode(walk, before));

const byCall: Proof = async (walk, before) => {
  await walk.portal.approve(await newest(walk, before, ({ approval }) => approval));
  return 'goes on';
};

/** What is done for each method. A passkey and an app that notifies ask outside of the page: another way is taken. */
export const proofs: Partial<Record<Method, Proof>> = {
  email: bySent,
  sms: bySent,
  'call-mobile': byCall,
  'call-office': byCall,
  // As the gateway reads it: six digits, thirty seconds, SHA-1 (RFC 6238).
  totp: (walk) => typed(walk, new TOTP({ secret: Secret.fromBase32(madeUp.totp) }).generate()),
  'backup-code': (walk) => typed(walk, madeUp.backupCode),
  questions: async ({ page }) => {
    for (const field of await page.locator('input[name^=answer-]').all())
      await field.fill(madeUp.answer);
    return 'filled';
  },
};
