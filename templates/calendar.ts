// A wave as a calendar file (RFC 5545). Times are in UTC, so that no definition of a time zone has to come along.
import { wordsFor } from '../locales/words.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { Wave } from '../tenant/waves.ts';
import { kitWords } from './papers/paper.ts';
import { momentOf, type Sending } from './plan.ts';

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/[,;]/g, '\\$&');

// Lines have at most 75 bytes, and no character is cut (3.1).
const folded = (line: string): string => {
  const lines: string[] = [];
  let current = '';
  let bytes = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (bytes + size > 75) {
      lines.push(current);
      current = ' ';
      bytes = 1;
    }
    current += sign;
    bytes += size;
  }
  return [...lines, current].join('\r\n');
};

const stamp = (moment: Date): string =>
  `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const half = 30 * 60_000;

const eventOf = (tenant: Tenant, wave: Wave, sending: Sending): string[] => {
  const { letter, day, segment } = sending;
  const start = momentOf(day, wave.rollout.sendAt, wave.timeZone);
  const say = wordsFor(tenant.defaultLocale, tenant.text[tenant.defaultLocale]);
  const { nameOf, segmentOf } = kitWords(say);
  const files = wave.locales.map((locale) => {
    const folder = wave.number === undefined ? '' : `wave-${wave.number}/`;
    return `kit/${folder}${locale}/${letter}.eml`;
  });
  const host = new URL(tenant.portal.url).hostname;
  return [
    'BEGIN:VEVENT',
    `UID:${letter}-${segment}-${wave.number ?? 1}-${tenant.id}-${day}@${host}`,
    // The same input gives the same bytes: it's stamped with its own time, not with today's.
    `DTSTAMP:${stamp(start)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(new Date(start.getTime() + half))}`,
    `SUMMARY:${escaped(`${nameOf(letter)} → ${segmentOf(segment)}`)}`,
    `DESCRIPTION:${escaped([wave.names.join(', '), ...files].filter(Boolean).join('\n'))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
};

/** The calendar of a wave: an event a sending, half an hour at the time at which mails go out. */
export const calendarOf = (tenant: Tenant, wave: Wave, plan: readonly Sending[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Keyturn//Rollout kit//EN',
    'CALSCALE:GREGORIAN',
    ...plan.flatMap((sending) => eventOf(tenant, wave, sending)),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
