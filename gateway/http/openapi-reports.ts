// The reports in the OpenAPI description.
type Json = Record<string, unknown>;

const query = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'query',
  description,
  schema,
});

const moment = { type: 'string', examples: ['2027-01-31', '2027-01-31T12:00:00Z'] };
const bounds = {
  from: 'A day or a moment in UTC; thirty days before `to` without it.',
  to: 'The same, itself not included; now without it.',
};
const period = Object.entries(bounds).map(([name, text]) => query(name, text, moment));
const listing = [
  ...period,
  query('format', 'Or `Accept: text/csv`.', { type: 'string', enum: ['json', 'csv'] }),
  query('pseudonyms', 'Fingerprints in the place of people.', { type: 'string' }),
];

type Said = (description: string, id: string) => Json;

const withCsv = (reply: Json): Json => ({
  ...reply,
  content: { ...(reply.content as Json), 'text/csv': { schema: { type: 'string' } } },
});

/** The paths of the reports, for whoever has the administrators' token. */
export const reportPaths = (json: Said, problems: (...statuses: number[]) => Json): Json => {
  const path = (operationId: string, summary: string, parameters: Json[], reply: Json): Json => ({
    get: {
      operationId,
      summary,
      security: [{ administrator: [] }],
      parameters,
      responses: { 200: reply, ...problems(401, 422, 503) },
    },
  });
  return {
    '/reports/registrations': path(
      'registrations',
      'What people registered',
      listing,
      withCsv(json('The newest first.', 'RegistrationsReport')),
    ),
    '/reports/resets': path(
      'resets',
      'What became of each try to get back into an account',
      listing,
      withCsv(json('The newest first.', 'ResetsReport')),
    ),
    '/reports/totals': path(
      'totals',
      'How many of each',
      period,
      json('Counts by result, method, day and step.', 'TotalsReport'),
    ),
  };
};
