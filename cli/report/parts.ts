// What ships beside our own code, as the bill of materials has it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compiledFolder } from '../../site/publish/compiled-folder.ts';

type Component = {
  name: string;
  version: string;
  licenses: ({ license: { id: string } } | { expression: string })[];
  properties: { value: string }[];
};
type Bom = { components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] };

/** A package in what ships. */
export type Part = { name: string; version: string; licence: string; where: string };

const partOf = ({ name, version, licenses, properties }: Component): Part => ({
  name,
  version,
  licence: licenses.map((one) => ('license' in one ? one.license.id : one.expression)).join(', '),
  where: properties[0]!.value,
});

/** What ships, and the bill of materials of what a portal alone brings to browsers, as JSON. */
export type Supply = { parts: Part[]; browserSbom: string };

/** Reads what `npm run build` wrote of it. */
export const readSupply = async (): Promise<Supply> => {
  const bom = JSON.parse(await readFile(join(compiledFolder(), 'sbom.json'), 'utf8')) as Bom;
  const isInBrowsers = (ref: string): boolean => ref.startsWith('browser:');
  const browser = {
    ...bom,
    components: bom.components.filter(({ properties }) => properties[0]!.value === 'browser'),
    dependencies: bom.dependencies.map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: dependsOn.filter(isInBrowsers),
    })),
  };
  return {
    parts: bom.components.map(partOf),
    browserSbom: `${JSON.stringify(browser, null, 2)}\n`,
  };
};
