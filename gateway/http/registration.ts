// What the reminder asks: whether somebody who is signed in at the host page has registered.
import { Hono } from 'hono';
import type { RegistrationReply } from '../../backends/protocol/index.ts';
import { admitted, bearerOf } from '../bearer.ts';
import type { Gateway } from '../context.ts';
import { askedTooOften } from '../limiter.ts';
import { type Person, readPerson } from '../person.ts';
import { canFinish } from '../registered.ts';
import type { Env } from './env.ts';
import { problemResponse, refusedResponse } from './problems.ts';

const day = 24 * 60 * 60 * 1000; // ms

// What an administrator entered was never confirmed by anybody: it's due at once.
const isDue = (days: number, { confirmedAt = 0 }: Person): boolean =>
  days > 0 && Date.now() - confirmedAt > days * day;

const statusOf = (gateway: Gateway, person: Person): RegistrationReply => {
  const { policy, rollout } = gateway.tenant;
  const { required, reconfirmDays } = policy.registration;
  const { enforceFrom } = rollout;
  const registered = canFinish(gateway, person);
  const begun = enforceFrom !== undefined && Date.now() >= Date.parse(enforceFrom);
  return {
    registered,
    reconfirmDue: registered && isDue(reconfirmDays, person),
    required,
    enforceFrom: required ? enforceFrom : undefined,
    enforced: required && begun,
  };
};

const tokenIn = (header: string | undefined): string | undefined =>
  /^bearer +([\w.~+/=-]+)$/i.exec(header ?? '')?.[1];

/** `GET /registration`, with the token of the host page's session. */
export const registrationRoutes = (gateway: Gateway): Hono<Env> => {
  const app = new Hono<Env>();
  app.get('/registration', async (context) => {
    const bearer = await bearerOf(gateway, tokenIn(context.req.header('authorization')));
    if ('problem' in bearer) return refusedResponse(bearer);
    const retryAfter = await askedTooOften(gateway, bearer.username);
    if (retryAfter > 0) return problemResponse({ code: 'too-many-tries', retryAfter });
    const { personId } = await admitted(gateway, bearer);
    const person = personId ? await readPerson(gateway, personId) : undefined;
    return person
      ? context.json(statusOf(gateway, person))
      : problemResponse({ code: 'not-eligible' });
  });
  return app;
};
