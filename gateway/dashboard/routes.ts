import { Hono } from 'hono';
import type { Locale } from '../../locales/languages.ts';
import type { Stationery } from '../../templates/index.ts';
import type { Gateway } from '../context.ts';
import type { Env } from '../http/env.ts';
import { problemResponse } from '../http/problems.ts';
import { type DashboardPage, dashboardPage } from './page.ts';

/**
 * `GET /dashboard`, with a slash or without, and `/dashboard/{language}`: a page that draws the reports. It holds nothing by
 * itself: what it shows it asks for with the administrators' token.
 */
export const dashboardRoutes = (
  { tenant }: Pick<Gateway, 'tenant'>,
  stationery: Stationery,
): Hono<Env> => {
  const made = new Map<Locale, DashboardPage>();
  const pageIn = (locale: Locale): DashboardPage => {
    const page = made.get(locale) ?? dashboardPage(stationery, locale);
    made.set(locale, page);
    return page;
  };
  const app = new Hono<Env>();
  // Its own links are told from below it.
  app.get('/dashboard', (context) => context.redirect(`dashboard/${tenant.defaultLocale}`));
  app.get('/dashboard/', (context) => context.redirect(tenant.defaultLocale));
  app.get('/dashboard/:locale', (context) => {
    const asked = context.req.param('locale');
    const locale = tenant.locales.find((code) => code === asked);
    if (!locale) return problemResponse({ code: 'invalid-answer', status: 404 });
    const { html, policy } = pageIn(locale);
    return context.html(html, 200, { 'content-security-policy': policy });
  });
  return app;
};
