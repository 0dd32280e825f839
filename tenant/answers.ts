import { limits } from '../backends/limits.ts';
import type { Words } from '../locales/words.ts';
import type { Tenant } from './tenant.ts';

/** How often somebody may be wrong, and for how many hours self-service closes then. */
export const lockValues = { tries: limits.proofFailures, hours: limits.lockTime / 3600 };

/** For how many minutes a code that was sent works. */
export const codeMinutes = limits.codeLife / 60;

/** Common problems with their answers, as far as the tenant's policy and backend have them. */
export const answersOf = ({
  say,
  tenant,
}: {
  say: Words;
  tenant: Tenant;
}): [question: string, answer: string][] => {
  const example = `ada@${tenant.organization.domains[0]}`;
  const sends = tenant.policy.methods.some((kind) => kind === 'email' || kind === 'sms');
  const ours = tenant.backend.kind === 'http';
  const all: (readonly [string, string] | false)[] = [
    sends && [say('site.help.no-code'), say('site.help.no-code-answer', { minutes: codeMinutes })],
    sends && [
      say('site.help.wrong-code'),
      say('site.help.wrong-code-answer', { tries: limits.codeTries }),
    ],
    [say('site.help.new-phone'), say('site.help.new-phone-answer')],
    tenant.policy.unlock && [say('site.help.locked-again'), say('site.help.locked-again-answer')],
    ours && [say('site.help.too-many'), say('site.help.too-many-answer', lockValues)],
    [say('site.help.no-name'), say('site.help.no-name-answer', { example })],
    [say('site.help.refused'), say('site.help.refused-answer')],
    [say('site.help.genuine'), say('site.help.genuine-answer', { address: tenant.portal.url })],
  ];
  return all.flatMap((one) => (one ? [[one[0], one[1]] as [string, string]] : []));
};
