import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { NewPerson } from '../../gateway/directory/people.ts';
import { readCompiled } from '../../site/publish/compiled.ts';
import { loadTenant } from '../../tenant/load.ts';
import { TenantError } from '../../tenant/problem.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { readPeople } from '../people.ts';
import { type PreviewAddress, portFrom } from '../port.ts';
import { problemPage } from '../preview/problem-page.ts';
import { endOnSignals, type Preview, startPreview } from '../preview/preview-server.ts';
import { reloads } from '../preview/reloads.ts';
import { watchFolders } from '../preview/watch-folders.ts';
import { report, say, UsageError } from '../report-error.ts';

const examplePeople = new URL('../../examples/contoso/people.yaml', import.meta.url);

// The tenant's own people if there are any beside the file, else the example's with the tenant's domain.
const peopleFor = async (file: string, { organization }: Tenant): Promise<NewPerson[]> => {
  const own = join(dirname(file), 'people.yaml');
  if (existsSync(own)) return readPeople(await readFile(own, 'utf8'), own);
  const text = await readFile(examplePeople, 'utf8');
  return readPeople(text.replaceAll('@contoso.com', `@${organization.domains[0]!}`), 'people.yaml');
};

// A picture that is wrong at the start lies in one of these; which one only a right file can tell.
const foldersBeside = (file: string): string[] => {
  const folder = dirname(resolve(file));
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && !/^(?:\.|node_modules$)/.test(one.name))
    .map(({ name }) => join(folder, name));
  return [folder, ...below];
};

const foldersOf = ({ brand, folder }: Tenant): string[] =>
  [brand.logo, brand.logoDark, brand.icon, brand.font]
    .filter((one) => one !== undefined)
    .map((one) => dirname(join(folder, one)));

/** Shows the file's present state, or what is wrong with it. Returns the folders of the files it names. */
const showAnew = async (preview: Preview, file: string): Promise<string[]> => {
  try {
    const tenant = await loadTenant(file);
    await preview.show(tenant);
    say(`${basename(file)}: shown.`);
    return foldersOf(tenant);
  } catch (error) {
    report(error);
    const text = error instanceof TenantError ? error.message : (error as Error).message;
    preview.showInstead(problemPage(file, text, reloads.script));
    return [];
  }
};

/** Shows a tenant while its file is edited. */
export const dev = async (file: string, { port, host }: PreviewAddress): Promise<void> => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`${file}: there is no such file. keyturn init writes one to start from.`);
  const compiled = await readCompiled();
  const { routes, tell } = reloads.routes();
  const preview = await startPreview({
    port: portFrom(port),
    host,
    compiled,
    people: (tenant) => peopleFor(file, tenant),
    more: reloads.script,
    routes,
  });
  const watched = watchFolders(async () => {
    watched.add(await showAnew(preview, file));
    tell();
  });
  watched.add(foldersBeside(file));
  watched.add(await showAnew(preview, file));
  say(`${preview.url}/   shows ${file} while you edit it.
${preview.url}/demo/   has people and messages. Stop with Ctrl+C.`);
  endOnSignals(preview);
};
