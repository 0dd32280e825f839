import { basename, dirname, extname, resolve } from 'node:path';
import { expiryFindings, today } from './expiry.ts';
import { checkImages } from './images.ts';
import { findingsIn } from './findings.ts';
import { type Finding, type Problem, TenantError } from './problem.ts';
import { rules } from './rules.ts';
import { type CheckedFile, sections, tenantFile } from './schema/index.ts';
import { pageNames } from './schema/portal.ts';
import { readSource, type Source } from './source.ts';
import { resolveTenant, type Tenant } from './tenant.ts';

type Checked = { file: Partial<CheckedFile>; findings: Finding[] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAMap = (data: unknown): Finding => ({
  path: [],
  got: Array.isArray(data)
    ? 'a list'
    : data === null || data === undefined
      ? 'nothing'
      : `a ${typeof data === 'string' ? 'text' : typeof data}`,
  want: 'keys with values, such as  organization: {name: Contoso Ltd, …}',
  todo: 'start from  keyturn init',
});

const checkSections = (data: Record<string, unknown>): Checked => {
  const whole = tenantFile.safeParse(data);
  const findings = findingsIn(tenantFile, data, whole.error?.issues ?? []);
  if (whole.success) return { file: whole.data, findings };
  // Section by section, so that the rules about sections that are right can still speak.
  const file: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(sections)) {
    const section = schema.safeParse(data[key]);
    if (section.success) file[key] = section.data;
  }
  return { file, findings };
};

const checkRules = (file: Partial<CheckedFile>): Finding[] =>
  rules
    .filter(({ needs }) => needs.every((key) => key in file))
    .flatMap(({ check }) => check(file as CheckedFile))
    .filter((one) => one !== undefined && one !== false);

const place = (path: string, source: Source, findings: readonly Finding[]): Problem[] => {
  const placed = findings.map(({ at = 'value', ...finding }) => {
    const where = at === 'parent' ? finding.path.slice(0, -1) : finding.path;
    return { ...finding, file: path, ...source.locate(where, at === 'value' ? 'value' : 'key') };
  });
  return [...source.faults.map((fault) => ({ ...fault, file: path })), ...placed].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  );
};

const idFrom = (path: string): string => {
  const name = basename(path, extname(path));
  const own = name === 'tenant' ? basename(dirname(resolve(path))) : name;
  const slug = own
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return slug.slice(0, 63) || 'tenant';
};

/**
 * The one door for configuration: reads and checks a tenant file.
 * @throws TenantError with every problem at once, each with its line.
 */
export const loadTenant = async (path: string): Promise<Tenant> => {
  const source = await readSource(path);
  if (source.faults.length > 0) throw new TenantError(place(path, source, []));
  if (!isRecord(source.data)) throw new TenantError(place(path, source, [notAMap(source.data)]));
  const { file, findings } = checkSections(source.data);
  const folder = dirname(resolve(path));
  const images = file.brand ? await checkImages(file.brand, folder) : [];
  const stale = 'security' in file ? expiryFindings(file, today()) : [];
  const all = [...findings, ...checkRules(file), ...images, ...stale];
  if (all.length > 0) throw new TenantError(place(path, source, all));
  return resolveTenant(file as CheckedFile, { id: idFrom(path), folder, pages: pageNames });
};
