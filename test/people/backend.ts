// A backend that says what a scene wants, in front of the browser's own network.
import type { BrowserContext, Route } from 'playwright-core';
import { problemStatus, problemType } from '../../backends/protocol/problems.ts';
import type { RegistrationReply } from '../../backends/protocol/index.ts';
import type { Answer } from './scenes.ts';

const registration: RegistrationReply = {
  registered: false,
  reconfirmDue: false,
  required: true,
  enforceFrom: '2027-04-05',
};

/** What the backend is to say next. */
export type Backend = { say(answers: readonly Answer[]): void };

const reply = (answer: Answer): { status: number; body: object } =>
  'kind' in answer
    ? { status: 200, body: { step: answer } }
    : { status: problemStatus[answer.code], body: { ...answer, type: problemType(answer.code) } };

/** Answers whatever is asked of `/api` at this origin; after the last answer, that one again. */
export const actBackend = async (context: BrowserContext, origin: string): Promise<Backend> => {
  let left: Answer[] = [];
  const next = (): Answer => (left.length > 1 ? left.shift() : left[0]) ?? { kind: 'identify' };
  const answered = (route: Route): { status: number; body: object } => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname === '/api/registration') return { status: 200, body: registration };
    if (pathname !== '/api/flows') return reply(next());
    const { flow } = request.postDataJSON() as { flow: string };
    const kind = flow === 'reset' ? 'identify' : 'sign-in';
    return { status: 201, body: { id: 'f', expiresAt: '2030-01-01T00:00:00Z', step: { kind } } };
  };
  await context.route(`${origin}/api/**`, async (route) => {
    const { status, body } = answered(route);
    await route.fulfill({
      status,
      json: body,
      headers: { 'access-control-allow-origin': '*', 'retry-after': '300' },
    });
  });
  return { say: (answers) => (left = [...answers]) };
};
