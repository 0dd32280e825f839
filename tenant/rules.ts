// Rules that no section can know alone. Each names the sections it reads, so that it runs as soon as those are right,
// whatever is wrong elsewhere in the file.
import type { MethodKind } from '../backends/protocol/kinds.ts';
import { predefinedQuestions } from '../locales/questions.ts';
import { channelOf } from './channels.ts';
import type { Finding } from './problem.ts';
import { signerFits } from './rules-mail.ts';
import { directoryFindings } from './rules-directory.ts';
import { wordingFindings } from './rules-text.ts';
import type { CheckedFile, Section } from './schema/index.ts';

type Rule = {
  needs: readonly (keyof CheckedFile)[];
  check: (file: CheckedFile) => (Finding | false | undefined)[];
};

const finding = (path: Finding['path'], got: string, want: string, todo: string): Finding => ({
  path,
  got,
  want,
  todo,
});

const rule = <K extends keyof CheckedFile>(
  needs: readonly K[],
  check: (file: Pick<CheckedFile, K>) => (Finding | false | undefined)[],
): Rule => ({ needs, check });

const enoughChannels = ({ gates, methods }: Section<'policy'>): Finding | false => {
  const different = new Set(methods.map(channelOf));
  return (
    different.size < gates &&
    finding(
      ['policy', 'gates'],
      `${gates} gates over ${methods.join(', ')}`,
      'two different channels, so that no channel is both gates',
      'add a method of another channel, or set gates to 1',
    )
  );
};

const methodsOnce = ({ methods }: Section<'policy'>): (Finding | false)[] =>
  methods.map(
    (method, index) =>
      methods.indexOf(method) !== index &&
      finding(['policy', 'methods', index], `${method} twice`, 'each method once', 'take one out'),
  );

const requiredFits = ({
  gates,
  methods,
  requiredToRegister: required,
}: Section<'policy'>): (Finding | false)[] => {
  if (required === undefined) return [];
  const path = ['policy', 'requiredToRegister'];
  return [
    required < gates &&
      finding(
        path,
        String(required),
        `at least gates (${gates}): who registers less can’t reset`,
        `set it to ${gates + 1}`,
      ),
    required > methods.length &&
      finding(
        path,
        String(required),
        `at most the number of methods (${methods.length})`,
        'lower it, or offer more methods',
      ),
  ];
};

const greatestPool = 20; // the reference product's limit: sspr.md 1.4

const questionPool = ({ questions }: Section<'policy'>): (Finding | false)[] => {
  if (!questions) return [];
  const { register, reset, predefined, custom } = questions;
  const own = predefined === 'all' ? predefinedQuestions.length : predefined.length;
  const pool = own + custom.length;
  const path = ['policy', 'questions'];
  return [
    register < reset &&
      finding(
        [...path, 'register'],
        `${register} registered, ${reset} asked`,
        'register at least as many as are asked at a reset',
        `set register to ${reset} or more`,
      ),
    pool < register &&
      finding(
        path,
        `a pool of ${pool}`,
        `at least ${register} questions to choose from`,
        'offer more predefined or custom questions',
      ),
    pool > greatestPool &&
      finding(
        path,
        `a pool of ${pool}`,
        `at most ${greatestPool} questions`,
        'name the predefined ones that you want, or take custom ones out',
      ),
    new Set(custom).size < custom.length &&
      finding([...path, 'custom'], 'a question twice', 'each question once', 'take one out'),
  ];
};

const questionsBelong = ({ methods, questions }: Section<'policy'>): Finding | false =>
  questions !== undefined &&
  !methods.includes('questions') &&
  finding(
    ['policy', 'questions'],
    'rules for questions, which policy.methods doesn’t offer',
    'questions among policy.methods, or no rules for them',
    'add questions to policy.methods, or take policy.questions out',
  );

const passkeyDomainFits = ({
  gateway,
  portal,
}: Pick<CheckedFile, 'gateway' | 'portal'>): (Finding | false)[] => {
  const domain = gateway?.passkeyDomain?.toLowerCase();
  const { hostname } = new URL(portal.url);
  return [
    domain !== undefined &&
      hostname !== domain &&
      !hostname.endsWith(`.${domain}`) &&
      finding(
        ['gateway', 'passkeyDomain'],
        `${domain}, for a portal on ${hostname}`,
        'the portal’s host, or a domain above it: browsers refuse any other (WebAuthn Level 3, 5.1.3)',
        'take it out, or name a domain that the host ends with',
      ),
  ];
};

// What brings a method to people.
const deliveredBy: Partial<Record<MethodKind, 'mail' | 'text' | 'call' | 'push'>> = {
  email: 'mail',
  sms: 'text',
  'call-mobile': 'call',
  'call-office': 'call',
  push: 'push',
};

const delivery = ({
  policy,
  gateway,
  backend,
}: Pick<CheckedFile, 'policy' | 'gateway' | 'backend'>) => {
  if (!gateway) return [];
  const lacks = (index: number) => {
    const method = policy.methods[index]!;
    const kind = deliveredBy[method];
    return (
      kind !== undefined &&
      !gateway[kind] &&
      finding(
        ['policy', 'methods', index],
        `${method}, without a way to send it`,
        `gateway.${kind}, which delivers it`,
        `add gateway.${kind}, or take ${method} out`,
      )
    );
  };
  return [
    backend.kind !== 'http' &&
      finding(
        ['gateway'],
        `a gateway behind the backend kind ${backend.kind}`,
        'backend.kind http',
        'take gateway out, or set backend to {kind: http, url: /api}',
      ),
    ...policy.methods.map((_, index) => lacks(index)),
  ];
};

const days = ['pilot', 'launch', 'deadline', 'enforceFrom'] as const;

const daysInOrder = ({ rollout }: Pick<CheckedFile, 'rollout'>): Finding[] => {
  const given = days.filter((key) => rollout[key]);
  return given.slice(1).flatMap((key, index) => {
    const before = given[index]!;
    return rollout[before]! <= rollout[key]!
      ? []
      : finding(
          ['rollout', key],
          `${key} ${rollout[key]} before ${before} ${rollout[before]}`,
          days.join(' ≤ '),
          'put the dates in order',
        );
  });
};

const reachable = ({ support }: Pick<CheckedFile, 'support'>): (Finding | false)[] => [
  !support.email &&
    !support.phone &&
    !support.url && {
      path: ['support'],
      got: 'no way to reach a person',
      want: 'at least one of support.email, support.phone, support.url',
      todo: 'add for example  phone: "+31 20 555 01 23"',
      at: 'key' as const,
    },
];

const localesFit = ({ locales, defaultLocale }: Pick<CheckedFile, 'locales' | 'defaultLocale'>) => [
  defaultLocale !== undefined &&
    !locales.includes(defaultLocale) &&
    finding(
      ['defaultLocale'],
      defaultLocale,
      `one of locales: ${locales.join(', ')}`,
      `add ${defaultLocale} to locales, or choose another default`,
    ),
];

const unlockPage = ({ portal, policy }: Pick<CheckedFile, 'portal' | 'policy'>) => [
  !policy.unlock &&
    portal.pages?.includes('unlock') &&
    finding(
      ['portal', 'pages', portal.pages.indexOf('unlock')],
      'the page unlock, while policy.unlock is false',
      'policy.unlock true, or no such page',
      'take unlock out of portal.pages',
    ),
];

/** All cross-field rules. */
export const rules: readonly Rule[] = [
  rule(['policy'], ({ policy }) => [
    enoughChannels(policy),
    ...methodsOnce(policy),
    ...requiredFits(policy),
    ...questionPool(policy),
    questionsBelong(policy),
  ]),
  rule(['policy', 'gateway', 'backend'], delivery),
  rule(['gateway', 'portal'], passkeyDomainFits),
  rule(['policy', 'gateway'], directoryFindings),
  rule(['gateway', 'rollout', 'support', 'organization'], signerFits),
  rule(['rollout'], daysInOrder),
  rule(['support'], reachable),
  rule(['locales', 'defaultLocale'], localesFit),
  rule(['portal', 'policy'], unlockPage),
  rule(['locales', 'text', 'portal', 'support', 'rollout'], wordingFindings),
];
