// Who is told when: the waves of a rollout, from its audiences.
import type { Locale } from '../locales/languages.ts';
import type { Section } from './schema/index.ts';
import type { Tenant } from './tenant.ts';

type Rollout = Section<'rollout'>;

/** People who are told at the same time. */
export type Wave = {
  /** As the tenant file has it; undefined where everybody is one wave. */
  number: number | undefined;
  /** Who they are. */
  names: readonly string[];
  locales: readonly Locale[];
  timeZone: string;
  /** ISO 3166: whose weekend they have. */
  countryCode: string | undefined;
  /** Its own days; the tenant's, moved as far as its launch. */
  rollout: Rollout;
};

const day = 86_400_000;

/** A calendar day some days later, or earlier: `2027-03-01` and 7 give `2027-03-08`. */
export const daysAfter = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10);

const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day;

const moved = (date: string | undefined, days: number): string | undefined =>
  date && daysAfter(date, days);

const rolloutFrom = (rollout: Rollout, launch: string | undefined): Rollout => {
  const days = launch && rollout.launch ? daysBetween(rollout.launch, launch) : 0;
  return {
    ...rollout,
    launch,
    deadline: moved(rollout.deadline, days),
    enforceFrom: moved(rollout.enforceFrom, days),
  };
};

const waveOf = (tenant: Tenant, number: number, index: number): Wave => {
  const { rollout, locales, organization } = tenant;
  const own = rollout.audiences.filter(({ wave }) => wave === number);
  const [first] = own.flatMap(({ launch }) => launch ?? []).toSorted();
  const launch = first ?? moved(rollout.launch, index * rollout.waveDays);
  return {
    number,
    names: own.map(({ name }) => name),
    locales: locales.filter((code) => own.some(({ locale }) => !locale || locale === code)),
    timeZone: own.find(({ timeZone }) => timeZone)?.timeZone ?? rollout.timeZone,
    countryCode:
      own.find(({ countryCode }) => countryCode)?.countryCode ?? organization.countryCode,
    rollout: rolloutFrom(rollout, launch),
  };
};

/** The waves of a rollout in their order; one, without a number, where the tenant file names no audiences. */
export const wavesOf = (tenant: Tenant): Wave[] => {
  const { rollout, locales, organization } = tenant;
  const numbers = [...new Set(rollout.audiences.map(({ wave }) => wave))].toSorted((a, b) => a - b);
  if (numbers.length > 0) return numbers.map((number, index) => waveOf(tenant, number, index));
  const { timeZone } = rollout;
  const { countryCode } = organization;
  return [{ number: undefined, names: [], locales, timeZone, countryCode, rollout }];
};
