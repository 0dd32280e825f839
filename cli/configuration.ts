// What a gateway would run with, and where each value comes from. Secrets are masked: that they are there is all it tells.
import { readSource } from '../tenant/source.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';
import { setting, settings } from './settings.ts';

type Row = [name: string, value: string, from: string];

const masked = '••••••••';

const shown = (value: string, secret: boolean): string =>
  secret ? masked : value.startsWith('-----BEGIN') ? '(PEM)' : JSON.stringify(value);

const settingRow = (name: string, secret: boolean, env: NodeJS.ProcessEnv): Row => {
  try {
    const value = setting(name, env);
    if (value === undefined) return [name, '', 'not set'];
    const file = env[`${name}_FILE`];
    return [name, shown(value, secret), file ? `file ${file}` : 'environment'];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [name, '', error.message];
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Lists are values: nobody sets a part of one.
const leaves = (value: unknown, path: string[] = []): [path: string[], value: unknown][] =>
  isRecord(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : value === undefined
      ? []
      : [[path, value]];

const at = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data);

type Options = Record<string, string | boolean | undefined>;

const optionRows = (options: Options, env: NodeJS.ProcessEnv, args: readonly string[]): Row[] =>
  Object.entries(options)
    .filter(([name, value]) => typeof value === 'string' && name !== 'printConfig')
    .map(([name, value]) => {
      const typed = args.some((one) => one === `--${name}` || one.startsWith(`--${name}=`));
      const from = typed ? 'option' : name === 'port' && env.PORT ? 'environment PORT' : 'default';
      return [`--${name}`, String(value), from];
    });

const table = (rows: readonly Row[]): string => {
  const [names, places] = [rows.map(([name]) => name), rows.map(([, , from]) => from)].map((all) =>
    Math.max(...all.map(({ length }) => length)),
  );
  return rows
    .map(([name, value, from]) => `${name.padEnd(names!)}  ${from.padEnd(places!)}  ${value}`)
    .map((line) => line.trimEnd())
    .join('\n');
};

/** The effective configuration as a table: options, environment, tenant file. Only what a gateway reads of the file. */
export const configuration = async (
  file: string,
  tenant: Tenant,
  options: Options,
  env: NodeJS.ProcessEnv = process.env,
  args: readonly string[] = process.argv,
): Promise<string> => {
  const { data } = await readSource(file);
  const { gateway, policy, organization, portal, backend, locales, allowedOrigins } = tenant;
  const parts = { organization, portal, backend, locales, allowedOrigins, policy, gateway };
  const written = leaves(parts).map(([path, value]): Row => [
    path.join('.'),
    JSON.stringify(value),
    at(data, path) === undefined ? 'default' : file,
  ]);
  const fromEnvironment = Object.entries(settings).map(([name, secret]) =>
    settingRow(name, secret, env),
  );
  return [optionRows(options, env, args), fromEnvironment, written].map(table).join('\n\n');
};
