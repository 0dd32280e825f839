import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import * as z from 'zod';
import type { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import type { NewPerson } from '../../gateway/directory/people.ts';
import { plainName } from '../../gateway/steps/identify.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Sent } from '../preview/inbox.ts';
import { peoplePage } from './people-page.ts';
import { demoToken } from './session.ts';
import { signInPage } from './sign-in-page.ts';

/** What the demo's own pages show and touch. */
export type DemoRoom = {
  tenant: Tenant;
  people: readonly NewPerson[];
  directory(): EmbeddedDirectory;
  sent: { all(): Sent[]; clear(): void };
  startOver(): Promise<void>;
};

const credentials = z.object({ username: z.string(), password: z.string() });

const publicPerson = ({ username, name, password, locked, methods, questions }: NewPerson) => ({
  username,
  name,
  password,
  phone: methods.find(({ kind }) => kind === 'sms')?.value,
  locked: locked ?? false,
  methods: [
    ...methods.map(({ kind }) => kind),
    ...(questions?.length ? ['questions' as const] : []),
  ],
  addresses: methods.map(({ value }) => value),
  answers: questions?.map(({ id, answer }) => ({ id, answer })),
});

const script = (name: string): Promise<string> =>
  readFile(new URL(`../../cli/demo/${name}`, import.meta.url), 'utf8');

/** Everything below `/demo`. */
export const demoApp = (room: DemoRoom): Hono => {
  const { tenant, people } = room;
  const app = new Hono();
  app.get('/', (context) => context.html(peoplePage(people, tenant)));
  app.get('/people.json', (context) => context.json(people.map(publicPerson)));
  app.get('/outbox.json', (context) => context.json(room.sent.all()));
  for (const name of ['outbox.js', 'sign-in.js'])
    app.get(`/${name}`, async (context) =>
      context.body(await script(name), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
    );
  // (Mounted where a closing slash makes no difference.)
  app.get('/sign-in', (context) => {
    const asked = context.req.query('lang');
    const locale = tenant.locales.find((code) => code === asked) ?? tenant.defaultLocale;
    return context.html(signInPage(tenant, locale));
  });
  app.post('/sign-in', async (context) => {
    const given = credentials.safeParse(await context.req.json().catch(() => undefined));
    if (!given.success) return context.json({ error: 'want {username, password}' }, 400);
    const { username, password } = given.data;
    const name = plainName(username, tenant.organization.domains[0]!);
    return (await room.directory().signIn(name, password))
      ? context.json({ username: name, token: await demoToken(name) })
      : context.json({ error: 'wrong user name or password, or locked' }, 401);
  });
  app.post('/start-over', async (context) => {
    await room.startOver();
    room.sent.clear();
    return context.body(null, 204);
  });
  return app;
};
