// The reports, for whoever has the administrators' token.
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Gateway } from '../context.ts';
import {
  periodFrom,
  reportCsv,
  type ReportName,
  reportRows,
  reportTotals,
} from '../reports/report.ts';
import type { Env } from './env.ts';
import { problemResponse } from './problems.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

// In the same time, however much of it is right.
const isToken = (given: string | undefined, token: string): boolean =>
  given !== undefined && timingSafeEqual(digest(given), digest(token));

const bearerIn = (context: Context<Env>): string | undefined =>
  /^bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];

const wantsCsv = (context: Context<Env>): boolean =>
  context.req.query('format') === 'csv' ||
  (context.req.header('accept') ?? '').includes('text/csv');

const csvResponse = (name: ReportName, body: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  });

const quiet = 60_000; // ms: so often is the log told at most

// Without a token somebody has just opened the address; with a wrong one somebody tries.
const refusing = ({ log }: Pick<Gateway, 'log'>) => {
  let told = -Infinity;
  return (given: string | undefined): Response => {
    if (given !== undefined && Date.now() - told >= quiet) {
      told = Date.now();
      log({ level: 'warn', message: 'report token refused' });
    }
    return problemResponse({ code: 'not-signed-in' });
  };
};

/** `GET /reports/registrations`, `/reports/resets` and `/reports/totals`. Without a token set there are none. */
export const reportRoutes = (gateway: Gateway, token: string | undefined): Hono<Env> => {
  const app = new Hono<Env>();
  if (token === undefined) return app;
  const refuse = refusing(gateway);
  for (const name of ['registrations', 'resets', 'totals'] as const)
    app.get(`/reports/${name}`, async (context) => {
      const given = bearerIn(context);
      if (!isToken(given, token)) return refuse(given);
      const period = periodFrom(context.req.query(), Date.now());
      if ('field' in period) return problemResponse({ code: 'invalid-answer' });
      if (name === 'totals') return context.json(await reportTotals(gateway, period));
      const pseudonyms = context.req.query('pseudonyms') !== undefined;
      const rows = await reportRows(gateway, name, period, pseudonyms);
      return wantsCsv(context) ? csvResponse(name, reportCsv(name, rows)) : context.json({ rows });
    });
  return app;
};
