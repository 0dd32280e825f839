import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCompiled } from '../../site/publish/compiled.ts';
import { loadTenant } from '../../tenant/load.ts';
import { readPeople } from '../people.ts';
import { type PreviewAddress, portFrom } from '../port.ts';
import { endOnSignals, startPreview } from '../preview/preview-server.ts';
import { say } from '../report-error.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../../examples/contoso/${name}`, import.meta.url));

/** Shows the Contoso example whole. */
export const demo = async ({ port, host }: PreviewAddress): Promise<void> => {
  const people = readPeople(await readFile(example('people.yaml'), 'utf8'), 'people.yaml');
  const compiled = await readCompiled();
  const preview = await startPreview({
    port: portFrom(port),
    host,
    compiled,
    people: async () => people,
  });
  await preview.show(await loadTenant(example('tenant.yaml')));
  say(`The portal:               ${preview.url}/
A sign-in page with it:   ${preview.url}/demo/sign-in/
People and messages:      ${preview.url}/demo/
Stop with Ctrl+C.`);
  endOnSignals(preview);
};
