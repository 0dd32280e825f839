import { html, type TemplateResult } from 'lit/html.js';
import type {
  BrokenRule,
  PasswordRule,
  PublicPasswordPolicy,
} from '../../backends/protocol/index.ts';
import { fill, msg } from '../words.ts';

const texts: Record<PasswordRule, () => string> = {
  'min-length': () => msg('At least {n} characters', { id: 'rule-min-length' }),
  'max-length': () => msg('At most {n} characters', { id: 'rule-max-length' }),
  classes: () =>
    msg('At least {n} of these: lowercase letters, capitals, digits, symbols', {
      id: 'rule-classes',
    }),
  characters: () =>
    msg('Only unaccented letters, digits, spaces and common symbols', { id: 'rule-characters' }),
  username: () => msg('Not your user name', { id: 'rule-username' }),
  banned: () => msg('Nothing easily guessed, such as our name', { id: 'rule-banned' }),
  breached: () => msg('Not known from a data breach', { id: 'rule-breached' }),
  history: () => msg('Not one of your last passwords', { id: 'rule-history' }),
  directory: () => msg('Accepted by the directory of your organisation', { id: 'rule-directory' }),
};

const listed = (policy: PublicPasswordPolicy): BrokenRule[] => {
  const rules: (BrokenRule | false)[] = [
    { rule: 'min-length', need: policy.minLength },
    policy.classes > 0 && { rule: 'classes', need: policy.classes },
    !policy.unicode && { rule: 'characters' },
    policy.notUserName && { rule: 'username' },
    policy.banned && { rule: 'banned' },
    policy.breachCheck && { rule: 'breached' },
    (policy.history ?? 0) > 0 && { rule: 'history' },
  ];
  return rules.filter((rule) => rule !== false);
};

// Rules that only the backend can judge are marked when it says so.
const live = new Set<PasswordRule>([
  'min-length',
  'max-length',
  'classes',
  'characters',
  'username',
]);

const verdicts = {
  open: () => msg('not met yet', { id: 'rule-open' }),
  met: () => msg('met', { id: 'rule-met' }),
  broken: () => msg('not met', { id: 'rule-broken' }),
};

const has = (rule: PasswordRule, list: readonly BrokenRule[]): boolean =>
  list.some((one) => one.rule === rule);

// While typing, a rule that isn't met yet is open, not wrong; only the backend's verdict or a submit makes it wrong.
const verdict = (
  rule: PasswordRule,
  draft: readonly BrokenRule[] | undefined,
  refused: readonly BrokenRule[],
): keyof typeof verdicts => {
  const judged = draft && live.has(rule);
  if (has(rule, refused) && (!judged || has(rule, draft))) return 'broken';
  return judged && !has(rule, draft) ? 'met' : 'open';
};

/**
 * The password rules, judged while the person types. What they break beyond the policy's own list (a directory's
 * verdict, the greatest length) is added to it.
 */
export const ruleList = (
  locale: string,
  policy: PublicPasswordPolicy,
  draft: readonly BrokenRule[] | undefined,
  refused: readonly BrokenRule[] = [],
): TemplateResult => {
  const rules = listed(policy);
  for (const one of [...refused, ...(draft ?? [])]) if (!has(one.rule, rules)) rules.push(one);
  const number = new Intl.NumberFormat(locale);
  return html`
    <ul class="kt-rules">
      ${rules.map(({ rule, need = 0 }) => {
        const is = verdict(rule, draft, refused);
        const words = fill(texts[rule](), { n: number.format(need) });
        return html`<li data-is=${is}>
          ${words} <span class="kt-unseen">(${verdicts[is]()})</span>
        </li>`;
      })}
    </ul>
  `;
};

/** How many of the listed rules are still open, for an announcement that doesn't read the whole list out. */
export const openRules = (draft: readonly BrokenRule[] | undefined): string =>
  draft === undefined
    ? ''
    : draft.length === 0
      ? msg('All rules met', { id: 'rules-all-met' })
      : fill(msg('Rules not met yet: {n}', { id: 'rules-open' }), { n: draft.length });
