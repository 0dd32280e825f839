import { parse } from 'yaml';
import * as z from 'zod';
import type { NewPerson } from '../gateway/directory/people.ts';
import { localeCodes } from '../locales/languages.ts';
import { UsageError } from './report-error.ts';

// What only a person can make themselves, a passkey or an app's secret, isn't entered for them.
const contact = z.strictObject({
  kind: z.enum(['email', 'sms', 'call-mobile', 'call-office']),
  value: z.string().min(1),
});

const person = z.strictObject({
  username: z.string().min(1),
  name: z.string().min(1),
  password: z.string().min(1),
  locale: z.enum(localeCodes).optional(),
  email: z.string().optional(),
  locked: z.boolean().optional(),
  disabled: z.boolean().optional(),
  mustChange: z.boolean().optional(),
  contacts: z.array(contact).optional(),
  methods: z.array(contact).default([]),
  questions: z
    .array(
      z.strictObject({ id: z.string(), text: z.string().optional(), answer: z.string().min(3) }),
    )
    .optional(),
});

const parsed = (text: string, file: string): unknown => {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message.split('\n')[0]!}`);
  }
};

/**
 * People for an embedded directory, from YAML or JSON.
 * @throws UsageError that names the first thing that is wrong.
 */
export const readPeople = (text: string, file: string): NewPerson[] => {
  const result = z.array(person).safeParse(parsed(text, file));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new UsageError(`${file}: ${path.join('.') || 'the file'}: ${message}`);
};
