// Gateways with limits of their own, and people to meet them.
import type { NewPerson } from '../../gateway/directory/people.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import {
  type Bench,
  benchGateway,
  contoso,
  personNamed,
  type Setting,
  toMethods,
} from './harness.ts';

export type Limits = NonNullable<NonNullable<Tenant['gateway']>['limits']>;

/** Limits that nothing meets by chance. */
export const usual: Limits = {
  client: 100,
  row: 60,
  country: 100,
  unused: 100,
  daily: { email: 100, sms: 100, call: 100, push: 100 },
};

/** A tenant with these limits. */
export const withLimits = (own: Partial<Limits>, tenant: Tenant = contoso): Tenant => ({
  ...tenant,
  gateway: { ...tenant.gateway, limits: { ...usual, ...own } },
});

export const limited = (own: Partial<Limits>, more: Setting = {}): Promise<Bench> =>
  benchGateway({ ...more, tenant: withLimits(own, more.tenant) });

/** Somebody with a number and nothing else: g0@contoso.com and so on. */
export const withNumber = (value: string, index: number): NewPerson => ({
  ...personNamed('grace'),
  username: `g${index}@contoso.com`,
  methods: [{ kind: 'sms', value }],
});

/** Has a text sent to one of them. */
export const text = async (bench: Bench, index: number, confirm: string): Promise<Response> => {
  const walk = await toMethods(bench, `g${index}@contoso.com`);
  return walk.send({ kind: 'choose-method', method: 'sms-1', confirm });
};

/** Has a mail sent to somebody. */
export const mail = async (bench: Bench, username: string): Promise<Response> => {
  const walk = await toMethods(bench, username);
  return walk.send({ kind: 'choose-method', method: 'email-1' });
};
