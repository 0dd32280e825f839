// What people registered, and what was entered for them.
import type { Entry } from '../store/audit.ts';

/** A line of the report: each thing that was registered is one. `at` is Unix time in ms. */
export type RegistrationRow = {
  at: number;
  username: string;
  activity: string;
  methods: string[];
  supportCode: string;
};

const activities = new Set([
  'method added',
  'method changed',
  'method removed',
  'registered',
  'confirmed',
  'person added',
  'methods entered',
]);

/** The lines of a period, the newest first. */
export const registrationRows = async (
  entries: AsyncIterable<Entry>,
): Promise<RegistrationRow[]> => {
  const rows: RegistrationRow[] = [];
  for await (const { at, event, username = '', detail, supportCode } of entries)
    if (activities.has(event))
      rows.push({ at, username, activity: event, methods: detail?.split(', ') ?? [], supportCode });
  return rows.toReversed();
};
