import type { Page } from './page.ts';

/** The password rules in sentences, from the same policy that the gateway enforces. */
export const rulesOf = ({ say, tenant }: Page): string[] => {
  const { password } = tenant.policy;
  const { minLength, maxLength, classes, unicode, banned, notUserName, breachCheck, history } =
    password;
  const rules = [
    say('site.policy.min-length', { n: minLength }),
    say('site.policy.max-length', { n: maxLength }),
    classes > 0 && say('site.policy.classes', { n: classes }),
    say(unicode ? 'site.policy.unicode' : 'site.policy.ascii'),
    notUserName && say('site.policy.username'),
    // Our protocol's backends refuse common passwords, whatever else they refuse.
    (banned.length > 0 || tenant.backend.kind === 'http') && say('site.policy.banned'),
    breachCheck && say('site.policy.breached'),
    history > 0 && say('site.policy.history', { n: history }),
    password.expiryDays > 0
      ? say('site.policy.expiry', { n: password.expiryDays })
      : say('site.policy.no-expiry'),
  ];
  return rules.filter((rule) => rule !== false);
};
