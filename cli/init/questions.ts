import { cancel, isCancel, multiselect, select, text } from '@clack/prompts';
import * as z from 'zod';
import { languages, localeCodes, type Locale } from '../../locales/languages.ts';
import { httpsUrl } from '../../backends/values.ts';
import { color, dnsName, line } from '../../tenant/schema/values.ts';
import { locales as localesSchema } from '../../tenant/schema/portal.ts';
import { UsageError } from '../report-error.ts';

/** What `init` must know. */
export type Answers = {
  name: string;
  domain: string;
  url: string;
  locales: Locale[];
  color: string;
  backend: 'http' | 'entra' | 'links';
  resetUrl?: string;
  support: string;
};

/** The same as flags: all of them text, any of them missing. */
export type Given = { [K in keyof Answers]?: string };

type Question = {
  key: keyof Answers;
  flag: string;
  ask: string;
  schema: z.ZodType;
  initial?: (so: Given) => string;
  choices?: { value: string; label: string }[];
  many?: boolean;
  when?: (so: Given) => boolean;
};

const backends = [
  { value: 'http', label: 'Our own gateway (or another backend that speaks the protocol)' },
  { value: 'entra', label: 'Microsoft Entra self-service password reset' },
  { value: 'links', label: 'Other hosted pages, by address' },
];

const questions: Question[] = [
  { key: 'name', flag: '--name', ask: 'What is the organisation called?', schema: line(100) },
  { key: 'domain', flag: '--domain', ask: 'What is its mail domain?', schema: dnsName },
  {
    key: 'url',
    flag: '--url',
    ask: 'Where will the portal be published?',
    schema: httpsUrl,
    initial: ({ domain }) => `https://passwords.${domain}/`,
  },
  {
    key: 'locales',
    flag: '--locales',
    ask: 'In which languages? The first one is the default.',
    schema: localesSchema,
    initial: () => 'en',
    choices: localeCodes.map((value) => ({ value, label: languages[value].name })),
    many: true,
  },
  {
    key: 'color',
    flag: '--color',
    ask: 'What is the brand colour?',
    schema: color,
    initial: () => '#005fb8',
  },
  {
    key: 'backend',
    flag: '--backend',
    ask: 'What stands behind it?',
    schema: z.enum(['http', 'entra', 'links'], { error: 'http, entra or links' }),
    initial: () => 'http',
    choices: backends,
  },
  {
    key: 'resetUrl',
    flag: '--reset-url',
    ask: 'Where is a forgotten password reset?',
    schema: httpsUrl,
    when: ({ backend }) => backend === 'links',
  },
  {
    key: 'support',
    flag: '--support',
    ask: 'How is the help desk reached (mail address, telephone number or page)?',
    schema: line(200),
    initial: ({ domain }) => `helpdesk@${domain}`,
  },
];

const parsed = ({ many, schema }: Question, answer: string): z.ZodSafeParseResult<unknown> =>
  schema.safeParse(many ? answer.split(/[\s,]+/).filter(Boolean) : answer);

const complaint = (question: Question, answer: string): string | undefined => {
  const result = parsed(question, answer);
  return result.success ? undefined : `want ${result.error.issues[0]!.message}`;
};

const prompt = async (question: Question, so: Given): Promise<string> => {
  const { ask: message, choices, many } = question;
  const initial = question.initial?.(so);
  const answer = await (choices && many
    ? multiselect({ message, options: choices, initialValues: initial ? [initial] : [] })
    : choices
      ? select({ message, options: choices, initialValue: initial })
      : text({
          message,
          initialValue: initial,
          validate: (value) => complaint(question, value ?? ''),
        }));
  if (isCancel(answer)) {
    cancel('Nothing was written.');
    process.exit(1);
  }
  return Array.isArray(answer) ? answer.join(',') : answer;
};

// Without a terminal to ask at, whatever has a sensible default takes it and the rest must be given.
const settle = async (question: Question, so: Given): Promise<string | undefined> => {
  const given = so[question.key];
  if (given !== undefined) {
    const wrong = complaint(question, given);
    if (wrong) throw new UsageError(`${question.flag} ${given}: ${wrong}`);
    return given;
  }
  if (process.stdin.isTTY) return prompt(question, so);
  const initial = question.initial?.(so);
  if (initial === undefined) throw new UsageError(`${question.flag} is missing: ${question.ask}`);
  return initial;
};

/**
 * The answers, from flags where they are given and from the person at the terminal where they aren't.
 * @throws UsageError for a flag that is wrong, or missing where nobody can be asked.
 */
export const askFor = async (given: Given): Promise<Answers> => {
  const so: Given = { ...given };
  for (const question of questions) {
    if (question.when && !question.when(so)) continue;
    so[question.key] = await settle(question, so);
  }
  return { ...so, locales: so.locales!.split(/[\s,]+/).filter(Boolean) } as Answers;
};
