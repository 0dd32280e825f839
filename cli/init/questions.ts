import { cancel, isCancel, multiselect, select, text } from '@clack/prompts';
import * as z from 'zod';
import { languages, localeCodes, type Locale } from '../../locales/languages.ts';
import type { BackendKind } from '../../backends/register.ts';
import { httpsUrl } from '../../backends/values.ts';
import { color, dnsName, email, line, phone } from '../../tenant/schema/values.ts';
import { locales as localesSchema } from '../../tenant/schema/portal.ts';
import { UsageError } from '../report-error.ts';

/** What `init` must know. */
export type Answers = {
  name: string;
  domain: string;
  url: string;
  locales: Locale[];
  color: string;
  backend: BackendKind;
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

const backends: Record<BackendKind, string> = {
  http: 'Our own gateway (or another backend that speaks the protocol)',
  entra: 'Microsoft Entra self-service password reset',
  links: 'Other hosted pages, by address',
};

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
    ask: 'In which languages?',
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
    schema: z.enum(Object.keys(backends), { error: 'http, entra or links' }),
    initial: () => 'http',
    choices: Object.entries(backends).map(([value, label]) => ({ value, label })),
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
    schema: z.union([email, phone, httpsUrl], {
      error: 'a mail address, a telephone number such as +31 20 555 01 23, or an https address',
    }),
    initial: ({ domain }) => `helpdesk@${domain}`,
  },
];

const parsed = ({ many, schema }: Question, answer: string): z.ZodSafeParseResult<unknown> =>
  schema.safeParse(many ? answer.split(/[\s,]+/).filter(Boolean) : answer);

const complaint = (question: Question, answer: string): string | undefined => {
  const result = parsed(question, answer);
  return result.success ? undefined : `want ${result.error.issues[0]!.message}`;
};

const chosen = <T>(answer: T): Exclude<T, symbol> => {
  if (!isCancel(answer)) return answer as Exclude<T, symbol>;
  cancel('Nothing was written.');
  process.exit(1);
};

// A list to tick has an order of its own; which one comes first is another question.
const withDefaultFirst = async (codes: readonly string[]): Promise<string> => {
  if (codes.length < 2) return codes.join(',');
  const options = codes.map((value) => ({ value, label: languages[value as Locale].name }));
  const first = chosen(await select({ message: 'Which of them is the default?', options }));
  return [first, ...codes.filter((code) => code !== first)].join(',');
};

const prompt = async (question: Question, so: Given): Promise<string> => {
  const { ask: message, choices, many } = question;
  const initial = question.initial?.(so);
  if (choices && many)
    return withDefaultFirst(
      chosen(
        await multiselect({
          message,
          options: choices,
          initialValues: initial ? [initial] : [],
        }),
      ),
    );
  if (choices) return chosen(await select({ message, options: choices, initialValue: initial }));
  const validate = (value: string | undefined) => complaint(question, value ?? '');
  return chosen(await text({ message, initialValue: initial, validate }));
};

// Without a terminal to ask at, whatever has a sensible default takes it and the rest must be given.
const settle = async (question: Question, so: Given): Promise<string | undefined> => {
  const given = so[question.key];
  if (given !== undefined) {
    const wrong = complaint(question, given);
    if (wrong) throw new UsageError(`${question.flag} ${given}: ${wrong}`);
    return given;
  }
  if (process.stdin.isTTY && process.stdout.isTTY) return prompt(question, so);
  const initial = question.initial?.(so);
  if (initial === undefined)
    throw new UsageError(
      `${question.flag} is missing. ${question.ask} (Nobody can be asked here.)`,
    );
  return initial;
};

/**
 * The answers, from flags where they are given and from the person at the terminal where they aren't.
 * @throws UsageError for a flag that is wrong, or missing where nobody can be asked.
 */
export const askFor = async (given: Given): Promise<Answers> => {
  const so: Given = { ...given };
  for (const question of questions) {
    if (question.when && !question.when(so)) {
      if (so[question.key] !== undefined)
        throw new UsageError(`${question.flag} goes with --backend links, not ${so.backend}.`);
      continue;
    }
    so[question.key] = await settle(question, so);
  }
  return { ...so, locales: so.locales!.split(/[\s,]+/).filter(Boolean) } as Answers;
};
