import { limits } from '../backends/limits.ts';
import type { Page } from './page.ts';

/** Common problems with their answers, as far as the tenant's policy and backend have them. */
export const answersOf = (page: Page): [question: string, answer: string][] => {
  const { say, tenant } = page;
  const example = `ada@${tenant.organization.domains[0]}`;
  const sends = tenant.policy.methods.some((kind) => kind === 'email' || kind === 'sms');
  const ours = tenant.backend.kind === 'http';
  const all: (readonly [string, string] | false)[] = [
    sends && [
      say('site.help.no-code'),
      say('site.help.no-code-answer', { minutes: limits.codeLife / 60 }),
    ],
    sends && [
      say('site.help.wrong-code'),
      say('site.help.wrong-code-answer', { tries: limits.codeTries }),
    ],
    [say('site.help.new-phone'), say('site.help.new-phone-answer')],
    tenant.policy.unlock && [say('site.help.locked-again'), say('site.help.locked-again-answer')],
    ours && [
      say('site.help.too-many'),
      say('site.help.too-many-answer', {
        tries: limits.proofFailures,
        hours: limits.lockTime / 3600,
      }),
    ],
    [say('site.help.no-name'), say('site.help.no-name-answer', { example })],
    [say('site.help.refused'), say('site.help.refused-answer')],
    [say('site.help.genuine'), say('site.help.genuine-answer', { address: tenant.portal.url })],
  ];
  return all.flatMap((one) => (one ? [[one[0], one[1]] as [string, string]] : []));
};
