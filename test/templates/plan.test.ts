import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../templates/calendar.ts';
import { plannedOf } from '../../templates/papers/index.ts';
import { momentOf, planOf, weekendOf } from '../../templates/plan.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { daysAfter, type Wave, wavesOf } from '../../tenant/waves.ts';
import { changed, contoso, piecesOf } from './stationery.ts';

const letters = [
  'help-desk',
  'managers',
  'leader',
  'announcement',
  'invitation',
  'reminder',
  'live',
  'last-call',
  'thanks',
] as const;
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const waveWith = (rollout: Partial<Tenant['rollout']>, more: Partial<Wave> = {}): Wave => ({
  ...wavesOf(
    changed(contoso, 'x', (tenant) => ({
      rollout: { ...tenant.rollout, audiences: [], ...rollout },
    })).tenant,
  )[0]!,
  ...more,
});

describe('the plan of a wave', () => {
  it('begins six weeks before the launch, and ends with thanks after the deadline', () => {
    expect(
      planOf(waveWith({ quietDays: [] }), letters).map(
        ({ letter, day, segment }) => `${day} ${letter} ${segment}`,
      ),
    ).toEqual([
      '2027-01-14 help-desk help-desk',
      '2027-01-21 managers managers',
      '2027-01-28 leader everyone',
      '2027-02-04 announcement everyone',
      '2027-02-16 invitation everyone',
      '2027-02-23 reminder unregistered',
      '2027-03-01 live everyone',
      '2027-03-02 reminder unregistered',
      '2027-03-19 last-call unregistered',
      '2027-04-06 thanks everyone',
    ]);
  });

  it('has nothing without a launch, and no letter that the tenant doesn’t have', () => {
    expect(planOf(waveWith({ launch: undefined }), letters)).toEqual([]);
    expect(planOf(waveWith({}), ['live']).map(({ letter }) => letter)).toEqual(['live']);
  });

  it('goes round Christmas, and round a weekend of Friday and Saturday', () => {
    const winter = waveWith({
      launch: '2028-01-10',
      deadline: '2028-02-01',
      quietDays: ['2027-12-20/2028-01-07'],
    });
    expect(
      planOf(winter, letters)
        .map(({ day }) => day)
        .filter((day) => day >= '2027-12-20' && day <= '2028-01-07'),
    ).toEqual([]);
    const cairo = waveWith({ quietDays: [] }, { countryCode: 'EG' });
    expect(weekendOf('EG')).toEqual([5, 6]);
    expect(weekendOf(undefined)).toEqual([6, 7]);
    for (const { day } of planOf(cairo, letters)) expect([5, 6]).not.toContain(weekday(day));
  });

  it('has two days for two letters, though the launch is on a Saturday', () => {
    const days = planOf(waveWith({ launch: '2027-03-06', quietDays: [] }), letters)
      .filter(({ day }) => day >= '2027-03-06')
      .map(({ letter, day }) => `${letter} ${day}`);
    expect(days.slice(0, 2)).toEqual(['live 2027-03-08', 'reminder 2027-03-09']);
  });

  it('has no last call where quiet days would have it go before the launch', () => {
    const quietDays = ['2028-05-31/2028-06-09'];
    const wave = waveWith({ launch: '2028-06-05', deadline: '2028-06-12', quietDays });
    expect(planOf(wave, letters).map(({ letter }) => letter)).not.toContain('last-call');
  });

  it('keeps its order and its quiet days, whatever they are', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((n) => daysAfter('2027-01-01', n));
    const days = fc
      .tuple(day, fc.integer({ min: 0, max: 20 }))
      .map(([from, n]) => `${from}/${daysAfter(from, n)}`);
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 60 }),
        fc.array(days, { maxLength: 6 }),
        (launch, until, quietDays) => {
          const plan = planOf(
            waveWith({ launch, deadline: daysAfter(launch, until), quietDays }),
            letters,
          );
          const dates = plan.map((one) => one.day);
          expect(dates).toEqual(dates.toSorted());
          for (const one of dates) {
            expect([6, 7]).not.toContain(weekday(one));
            expect(
              quietDays.some((range) => range.slice(0, 10) <= one && one <= range.slice(11)),
            ).toBe(false);
          }
          expect(new Set(dates).size).toBe(dates.length);
          const [live, ...others] = ['live', 'reminder', 'last-call', 'thanks'].map((name) =>
            plan.findLastIndex(({ letter }) => letter === name),
          );
          expect(plan[live!]!.day >= launch).toBe(true);
          const told = [live!, ...others].filter((index) => index >= 0);
          expect(told).toEqual(told.toSorted((one, other) => one - other));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a moment', () => {
  it.each([
    ['2027-03-01', '09:30', 'Europe/Amsterdam', '2027-03-01T08:30:00.000Z'],
    ['2027-03-29', '09:30', 'Europe/Amsterdam', '2027-03-29T07:30:00.000Z'],
    ['2027-01-14', '00:15', 'Asia/Kathmandu', '2027-01-13T18:30:00.000Z'],
    ['2027-07-01', '23:45', 'America/New_York', '2027-07-02T03:45:00.000Z'],
    ['2027-03-28', '03:30', 'Europe/Amsterdam', '2027-03-28T01:30:00.000Z'],
    ['2027-03-01', '12:00', 'UTC', '2027-03-01T12:00:00.000Z'],
  ])('on %s at %s in %s is %s', (day, time, zone, moment) => {
    expect(momentOf(day, time, zone).toISOString()).toBe(moment);
  });
});

describe('the calendar of a wave', () => {
  const planned = plannedOf(contoso, piecesOf(contoso));
  const files = planned.map(({ wave, sendings }) => calendarOf(contoso.tenant, wave, sendings));

  it('is read whole by ical.js: an event a sending, at its time, half an hour long', () => {
    for (const [index, file] of files.entries()) {
      const { wave, sendings } = planned[index]!;
      const root = new ICAL.Component(ICAL.parse(file) as unknown[]);
      expect(root.getFirstPropertyValue('version')).toBe('2.0');
      const events = root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
      expect(events.map((one) => one.startDate.toJSDate().toISOString())).toEqual(
        sendings.map(({ day }) => momentOf(day, wave.rollout.sendAt, wave.timeZone).toISOString()),
      );
      expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
      for (const [at, event] of events.entries()) {
        expect(event.duration.toSeconds()).toBe(1800);
        expect(event.description).toContain(`${sendings[at]!.letter}.eml`);
        expect(event.description.split('\n')[0]).toBe(wave.names.join(', '));
      }
    }
  });

  it('has lines of 75 bytes at most, also in Arabic, and no bare line break', () => {
    const tenant = { ...contoso.tenant, defaultLocale: 'ar' as const };
    const { wave, sendings } = planned[2]!;
    const arabic = calendarOf(
      tenant,
      { ...wave, names: ['القاهرة؛ الجيزة, حلوان'.repeat(9)] },
      sendings,
    );
    for (const file of [...files, arabic]) {
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of file.split('\r\n'))
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(file).not.toContain('\ufffd');
    }
    const root = new ICAL.Component(ICAL.parse(arabic) as unknown[]);
    const [event] = root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(event!.description).toContain('القاهرة؛ الجيزة, حلوان');
  });
});
