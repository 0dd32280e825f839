// What this gateway can carry out follows from the ways out that it has. Others of the tenant's methods aren't offered.
import type { MethodKind } from '../backends/protocol/index.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { Ways } from './delivery/worker.ts';

const carriedOut: Partial<Record<MethodKind, (ways: Ways) => boolean>> = {
  email: ({ email }) => email !== undefined,
  sms: ({ sms }) => sms !== undefined,
  'call-mobile': ({ call }) => call !== undefined,
  'call-office': ({ call }) => call !== undefined,
  push: ({ push }) => push !== undefined,
  totp: () => true,
  passkey: () => true,
  'backup-code': () => true,
  questions: () => true,
};

/** The policy's methods, in its order, as far as they can be carried out. */
export const ableKinds = ({ policy }: Pick<Tenant, 'policy'>, ways: Ways): MethodKind[] =>
  policy.methods.filter((kind) => carriedOut[kind]?.(ways));
