import { describe, expect, it } from 'vitest';
import { daysAfter, wavesOf } from '../../tenant/waves.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { contoso } from '../templates/stationery.ts';

const withRollout = (rollout: Partial<Tenant['rollout']>): Tenant => ({
  ...contoso.tenant,
  rollout: { ...contoso.tenant.rollout, ...rollout },
});
const audience = (wave: number, more: object = {}) => ({ name: `Wave ${wave}`, wave, ...more });

describe('the waves of a rollout', () => {
  it('follow each other by the days between them, with all their dates', () => {
    const [first, second, third] = wavesOf(contoso.tenant);
    expect(first!.rollout).toMatchObject({ launch: '2027-03-01', deadline: '2027-03-22' });
    expect(second!.rollout).toMatchObject({ launch: '2027-03-08', deadline: '2027-03-29' });
    expect(third).toMatchObject({
      number: 3,
      names: ['Cairo'],
      locales: ['ar'],
      timeZone: 'Africa/Cairo',
      countryCode: 'EG',
      rollout: { launch: '2027-03-15', deadline: '2027-04-05', enforceFrom: '2027-04-19' },
    });
    expect(first).toMatchObject({ timeZone: 'Europe/Amsterdam', countryCode: 'NL' });
  });

  it('may have a first day of their own, whatever their number', () => {
    const waves = wavesOf(
      withRollout({
        audiences: [audience(20, { launch: '2027-05-03' }), audience(3), audience(20)],
      }),
    );
    expect(waves.map(({ number, rollout }) => [number, rollout.launch, rollout.deadline])).toEqual([
      [3, '2027-03-01', '2027-03-22'],
      [20, '2027-05-03', '2027-05-24'],
    ]);
    expect(waves[1]!.locales).toEqual(['en', 'nl', 'ar']);
    expect(waves[1]!.names).toEqual(['Wave 20', 'Wave 20']);
  });

  it('are one, with the tenant’s own dates, where nobody is named', () => {
    const [only, ...more] = wavesOf(withRollout({ audiences: [] }));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ number: undefined, locales: ['en', 'nl', 'ar'] });
    expect(only!.rollout.launch).toBe('2027-03-01');
  });

  it('have no dates where the tenant has none', () => {
    const [, second] = wavesOf(
      withRollout({
        launch: undefined,
        deadline: undefined,
        audiences: [audience(1), audience(2)],
      }),
    );
    expect(second!.rollout).toMatchObject({ launch: undefined, deadline: undefined });
  });
});

it('a day some days later crosses months, years and leap days', () => {
  expect(daysAfter('2027-12-31', 1)).toBe('2028-01-01');
  expect(daysAfter('2028-02-28', 2)).toBe('2028-03-01');
  expect(daysAfter('2027-03-01', -42)).toBe('2027-01-18');
});
