// From zod's issues to findings: the one place that turns failures into words.
import { distance } from 'fastest-levenshtein';
import type * as z from 'zod';
import { localeCodes } from '../locales/languages.ts';
import type { Finding } from './problem.ts';
import { exampleAt, keysAt, kindsAt, schemaAt } from './schema/describe.ts';
import type { Path } from './source.ts';

type Issue = z.core.$ZodIssue;

const longest = 60;

// A YAML alias can make a value contain itself.
const written = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return 'a value that contains itself';
  }
};

/** A value as it is shown in an error: short, on one line, never a whole file. */
const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  // Signs that can't be seen, or that turn the rest of the line around, are written out.
  const text = written(value).replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (sign) => `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

const valueAt = (input: unknown, path: Path): unknown => {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
};

// Two letters turned around are two steps apart; in a word of two letters, anything is.
const mayDiffer = (word: string): number =>
  word.length <= 3 ? word.length - 2 : Math.max(2, Math.floor(word.length / 3));

/** The known word that was probably meant: at most a third of its letters are different. */
const didYouMean = (got: string, known: readonly string[]): string | undefined => {
  const near = known
    .map((word) => ({ word, far: distance(got.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, far }) => far <= mayDiffer(word))
    .toSorted((a, b) => a.far - b.far);
  return near[0]?.word;
};

// As it is written in YAML on one line.
const inline = (value: unknown): string =>
  `{${Object.entries(value as object)
    .map(([key, one]) => `${key}: ${String(one)}`)
    .join(', ')}}`;

const quoted = (words: readonly string[]): string => words.join(', ');

const unknownKey = (root: z.core.$ZodType, input: unknown, path: Path, key: string): Finding => {
  const known = keysAt(schemaAt(root, path, input), valueAt(input, path));
  const meant = didYouMean(key, known);
  const want = known.length > 24 ? `one of ${known.length} known keys` : `one of: ${quoted(known)}`;
  return {
    path: [...path, key],
    got: `the unknown key ${show(key)}`,
    want,
    todo: meant ? `did you mean ${meant}? Otherwise take the line out` : 'take the line out',
    at: 'key',
  };
};

const example = (root: z.core.$ZodType, path: Path, input: unknown): string | undefined => {
  const one = exampleAt(schemaAt(root, path, input));
  const last = path.at(-1);
  // An item of a list is shown in its list.
  if (one === undefined && typeof last === 'number') return example(root, path.slice(0, -1), input);
  return one === undefined ? undefined : `${String(last)}: ${JSON.stringify(one)}`;
};

const wanted = (issue: Issue): string => {
  if (!issue.message.startsWith('Invalid')) return issue.message;
  if (issue.code === 'invalid_value') return `one of: ${quoted(issue.values.map(String))}`;
  return 'keys with values below it';
};

const enumHint = (issue: Issue, got: unknown): string | undefined => {
  if (typeof got !== 'string') return undefined;
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const meant = didYouMean(got, values);
  return meant && `did you mean ${meant}?`;
};

const wrongValue = (root: z.core.$ZodType, input: unknown, issue: Issue): Finding => {
  const path = issue.path;
  const got = valueAt(input, path);
  const missing = got === undefined;
  const model = example(root, path, input);
  const fallback = missing ? 'add it' : 'write one of those';
  return {
    path,
    got: show(got),
    want: wanted(issue),
    todo:
      enumHint(issue, got) ??
      (model ? `${missing ? 'add' : 'write'} for example  ${model}` : fallback),
    at: missing ? 'parent' : 'value',
  };
};

// A section of several kinds, each with keys of its own, where the kind itself is wrong.
const unionKind = (root: z.core.$ZodType, input: unknown, issue: Issue): Finding => {
  const parent = issue.path.slice(0, -1);
  const got = valueAt(input, issue.path);
  const union = schemaAt(root, parent, input);
  const kinds = kindsAt(union);
  const meant = typeof got === 'string' ? didYouMean(got, kinds) : undefined;
  return {
    path: issue.path,
    got: show(got),
    want: `one of: ${quoted(kinds)}`,
    todo: meant
      ? `did you mean ${meant}?`
      : `write for example  ${String(parent.at(-1))}: ${inline(exampleAt(union))}`,
    at: got === undefined ? 'parent' : 'value',
  };
};

const samePlace = (finding: Finding): string => JSON.stringify(finding.path.map(String));

// One complaint a place: what is not even a text needn't be told that it is too short as well.
const firstPerPlace = (findings: Finding[]): Finding[] => {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const place = samePlace(finding);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
};

const findingsOf = (root: z.core.$ZodType, input: unknown, issue: Issue): Finding[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(root, input, issue.path, key));
  if (issue.code === 'invalid_key')
    return [unknownKey(root, input, issue.path.slice(0, -1), String(issue.path.at(-1)))];
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'kind')
    return [unionKind(root, input, issue)];
  return [wrongValue(root, input, issue)];
};

// A record passes over the key `__proto__` in silence; an object of known keys complains of it.
const passedOver = (root: z.core.$ZodType, input: unknown): Finding[] =>
  localeCodes
    .map((code) => ['text', code])
    .filter((path) =>
      Object.hasOwn((valueAt(input, path) as object | null | undefined) ?? {}, '__proto__'),
    )
    .map((path) => unknownKey(root, input, path, '__proto__'));

/** Everything that a file's schema has against it as findings; an unknown key is a finding of its own. */
export const findingsIn = (
  root: z.core.$ZodType,
  input: unknown,
  issues: readonly Issue[],
): Finding[] =>
  firstPerPlace([
    ...issues.flatMap((issue) => findingsOf(root, input, issue)),
    ...passedOver(root, input),
  ]);
