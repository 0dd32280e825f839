import * as z from 'zod';

const text = z.string();
const methods = z.array(text);
const counts = z.record(text, z.int().min(0));

const row = {
  time: text.describe('ISO 8601, UTC'),
  user: text.describe('a user name, or a fingerprint'),
  role: z.enum(['administrator', 'person']).optional(),
  methods,
  supportCode: text,
};

/** `GET /reports/registrations`: what people registered, the newest first. */
export const registrationsReport = z.object({
  rows: z.array(z.object({ ...row, activity: text })),
});

/** `GET /reports/resets`: flows that began, the newest first. */
export const resetsReport = z.object({
  rows: z.array(
    z.object({
      ...row,
      flow: text,
      result: z.enum(['succeeded', 'blocked', 'failed', 'abandoned', 'under-way']),
      detail: text,
    }),
  ),
});

/** `GET /reports/totals`: how many of each. Days are those of UTC. */
export const totalsReport = z.object({
  people: z.object({ registered: z.int().min(0), capable: z.int().min(0), byMethod: counts }),
  resets: z.object({ byResult: counts, byMethod: counts, byDay: counts, abandonedAt: counts }),
});
