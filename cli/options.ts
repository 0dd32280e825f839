import type { CAC } from 'cac';
import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from './report-error.ts';

type Parsed = Pick<
  CAC,
  'name' | 'commands' | 'matchedCommand' | 'options' | 'rawArgs' | 'globalCommand'
>;

const asFlag = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const nearest = (name: string, known: readonly string[]): string => {
  const near = known.length > 0 ? closest(name, known) : '';
  return near && distance(name, near) <= 2 ? ` Did you mean ${near}?` : '';
};

const typedFor = (flag: string, typed: readonly string[]): string => {
  const place = typed.findIndex((one) => one === flag || one.startsWith(`${flag}=`));
  const found = typed[place] ?? '';
  return found === flag ? (typed[place + 1] ?? '') : found.slice(flag.length + 1);
};

const hasHelp = ({ name, matchedCommand }: Parsed): string =>
  ` ${name} ${matchedCommand!.name} --help tells what it takes.`;

const unknownOption = (parsed: Parsed, key: string): UsageError => {
  const { name, matchedCommand } = parsed;
  const flag = key.length === 1 ? `-${key}` : asFlag(key);
  const known = matchedCommand!.options.map((one) => asFlag(one.name));
  return new UsageError(
    `${name} ${matchedCommand!.name}: there is no option ${flag}.${nearest(flag, known)}${hasHelp(parsed)}`,
  );
};

/** The sentence for a command that isn't one. */
export const unknownCommand = ({ name, commands }: Parsed, given: string): UsageError =>
  new UsageError(
    `${name} ${given}: there is no such command.${nearest(
      given,
      commands.map((one) => one.name),
    )} ${name} --help lists them.`,
  );

/**
 * Checks what a command was given, and sets each option to the text that was typed: the parser turns whatever looks like
 * a number into one, and the colour 000000 would be 0.
 * @throws UsageError for an option that isn't one, has no value, or is given twice; for a file too few or too many.
 */
export const settleOptions = (parsed: Parsed, args: readonly string[]): void => {
  const { options, matchedCommand, rawArgs, globalCommand } = parsed;
  const command = matchedCommand!;
  for (const [key, value] of Object.entries(options)) {
    if (key === '--') continue;
    const flag = asFlag(key);
    const option = command.hasOption(key) ?? globalCommand.hasOption(key);
    if (!option) throw unknownOption(parsed, key);
    if (Array.isArray(value)) throw new UsageError(`${flag} is given more than once.`);
    if (typeof value === 'number') options[key] = typedFor(flag, rawArgs);
    if (option.required && (options[key] === '' || typeof options[key] === 'boolean'))
      throw new UsageError(`${flag} wants a value: ${option.description}.${hasHelp(parsed)}`);
  }
  const wanted = command.args.filter(({ required }) => required);
  if (args.length < wanted.length)
    throw new UsageError(
      `${parsed.name} ${command.name} wants a ${wanted[0]!.value.replace(/s$/, '')}.${hasHelp(parsed)}`,
    );
  const most = command.args.some(({ variadic }) => variadic) ? Infinity : command.args.length;
  if (args.length > most)
    throw new UsageError(
      `${parsed.name} ${command.name}: ${args.slice(most).join(' ')} is too much.${hasHelp(parsed)}`,
    );
};
