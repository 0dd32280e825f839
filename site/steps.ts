import type { Page, Way } from './page.ts';

const example = ({ tenant }: Page): string => `ada@${tenant.organization.domains[0]}`;

const proving = (page: Page): string[] => {
  const { say, tenant, methods } = page;
  const { gates } = tenant.policy;
  return [
    say('site.step.identify', { example: example(page) }),
    say('site.step.prove', { gates, methods }),
  ];
};

const choosing = ({ say, tenant }: Page): string =>
  say('site.step.new-password', { length: tenant.policy.password.minLength });

/** What will happen, step by step, as the tenant's policy has it. */
export const stepsOf = (page: Page, way: Way): string[] => {
  const { say, tenant, methods } = page;
  const hosted = page.hosted(way);
  const there = hosted ? [say('site.step.hosted', { host: new URL(hosted).host })] : [];
  switch (way) {
    case 'reset':
      return [...there, ...proving(page), choosing(page), say('site.step.done')];
    case 'unlock':
      return [...there, ...proving(page), say('site.step.unlocked')];
    case 'register': {
      const count = tenant.policy.requiredToRegister;
      const add = say('site.step.add-methods', { count, methods });
      return [...there, say('site.step.sign-in'), add, say('site.step.verify')];
    }
    case 'change':
      return [...there, say('site.step.sign-in'), choosing(page), say('site.step.done')];
  }
};
