import { existsSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readCompiled } from '../../site/publish/compiled.ts';
import { loadTenant } from '../../tenant/load.ts';
import { TenantError } from '../../tenant/problem.ts';
import { readPeople } from '../people.ts';
import { portFrom } from '../port.ts';
import { problemPage } from '../preview/problem-page.ts';
import { type Preview, startPreview } from '../preview/preview-server.ts';
import { reloads } from '../preview/reloads.ts';
import { report, say } from '../report-error.ts';

const examplePeople = new URL('../../examples/contoso/people.yaml', import.meta.url);

// The tenant's own people if there are any beside the file, else the example's with the tenant's domain.
const peopleFor = async (file: string, domain: string) => {
  const own = join(dirname(file), 'people.yaml');
  if (existsSync(own)) return readPeople(await readFile(own, 'utf8'), own);
  const text = await readFile(examplePeople, 'utf8');
  return readPeople(text.replaceAll('@contoso.com', `@${domain}`), 'people.yaml');
};

const showAnew = async (preview: Preview, file: string): Promise<void> => {
  try {
    await preview.show(await loadTenant(file));
    say(`${basename(file)}: shown.`);
  } catch (error) {
    report(error);
    const text = error instanceof TenantError ? error.message : (error as Error).message;
    preview.showInstead(problemPage(file, text, reloads.script));
  }
};

const domainOf = async (file: string): Promise<string> =>
  loadTenant(file).then(
    ({ organization }) => organization.domains[0]!,
    () => 'example.com',
  );

/** Shows a tenant while its file is edited. */
export const dev = async (file: string, { port }: { port: string }): Promise<void> => {
  const compiled = await readCompiled();
  const people = await peopleFor(file, await domainOf(file));
  const { routes, tell } = reloads.routes();
  const preview = await startPreview({
    port: portFrom(port),
    compiled,
    people,
    more: reloads.script,
    routes,
  });
  await showAnew(preview, file);
  let timer: NodeJS.Timeout | undefined;
  // Editors write a file in several steps; a moment later it is whole.
  watch(dirname(resolve(file)), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void showAnew(preview, file).then(tell), 120);
  });
  say(
    `${preview.url}/   shows ${file} while you edit it. People and messages: ${preview.url}/demo/`,
  );
  process.once('SIGINT', () => void preview.stop().then(() => process.exit(0)));
  process.once('SIGTERM', () => void preview.stop().then(() => process.exit(0)));
};
