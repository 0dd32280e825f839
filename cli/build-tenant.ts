import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Former, OutputFile } from '../site/publish/files.ts';
import { contractOf } from '../site/hosting/contract.ts';
import { hostFiles } from '../site/hosting/index.ts';
import { watcher } from '../site/hosting/seen.ts';
import { scriptTag } from '../site/snippets.ts';
import { type Compiled, readCompiled } from '../site/publish/compiled.ts';
import { portalFiles, portalInput, type PortalInput } from '../site/publish/index.ts';
import { loadTenant } from '../tenant/load.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { kitOf } from './build/kit.ts';
import { stage, type Staging } from './output.ts';
import { formerPictures, lookOn, type Taken } from './pictures/kept.ts';
import { formerPrints } from './press/kept.ts';
import { printShop } from './press/shop.ts';
import { UsageError } from './report-error.ts';
import { reportFiles } from './report/files.ts';
import { stationeryFor } from './stationery.ts';
import { reportOn, type Weighed } from './tenant-report.ts';

/** What came of one tenant. */
export type Built = {
  id: string;
  folder: string;
  portal: { pages: number; bytes: number };
  kit: { files: number; bytes: number };
  /** The line that puts this very version of the script into another page. */
  script: string;
  notes: string[];
};

// Rendering never waits for anything: without a pause a signal would be heard only when all is done.
const aTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

type Sealed = { seal?: string };

const weigh = async (
  files: AsyncIterable<OutputFile & Sealed> | Iterable<OutputFile & Sealed>,
  folder: string,
  staging: Staging,
): Promise<Weighed[]> => {
  const weighed: Weighed[] = [];
  for await (const { path, body, seal } of files) {
    staging.write(`${folder}/${path}`, body);
    await aTurn();
    weighed.push({ path, bytes: Buffer.byteLength(body), ...(seal && { seal }) });
  }
  return weighed;
};

const logoFile = ({ published }: PortalInput): Uint8Array | undefined =>
  published.assets.find(({ path }) => path.startsWith('assets/logo-mail.'))?.body as
    Uint8Array | undefined;

const sum = (files: readonly Weighed[]): number =>
  files.reduce((total, { bytes }) => total + bytes, 0);

const formerIn =
  (folder: string): Former =>
  (path) =>
    readFile(join(folder, 'portal', path)).catch(() => undefined);

// One for all tenants that this process builds.
const shop = printShop();

/** Ends the process that prints, if there is one. */
export const endPrinting = (): Promise<void> => shop.close();

const noBrowser = 'no Chromium, Chrome or Edge was found; CHROME_PATH may name one';
const changed =
  'the portal’s pages have changed since they were taken; build with --pictures takes new ones';

type Pictures = { pictures?: Taken[]; notes: string[] };

// What it takes is loaded by those builds alone that want pictures. Others take over what still shows the pages.
const picturesOf = async (
  input: PortalInput,
  { folder, settings }: Pick<Job, 'folder' | 'settings'>,
): Promise<Pictures> => {
  const taken =
    settings.pictures && (await (await import('./pictures/index.ts')).takePictures(input));
  if (taken) return { pictures: taken, notes: [] };
  const { kept, lost } = formerPictures(folder, lookOn(input));
  if (settings.pictures)
    return kept.length > 0
      ? { pictures: kept, notes: [`the guide keeps its former pictures: ${noBrowser}`] }
      : { notes: [`the guide has no pictures: ${noBrowser}`] };
  return {
    pictures: kept,
    notes: lost > 0 ? [`the guide has no pictures any more: ${changed}`] : [],
  };
};

type Job = { tenant: Tenant; staging: Staging; folder: string; settings: BuildSettings };

const writeAll = async (compiled: Compiled, { tenant, staging, folder, settings }: Job) => {
  const input = await portalInput(tenant, compiled, formerIn(folder));
  const former = settings.anew ? undefined : formerPrints(folder);
  const { pictures, notes: pictureNotes } = await picturesOf(input, { folder, settings });
  const { files, notes } = await kitOf(stationeryFor(input), {
    logo: logoFile(input),
    pictures,
    set: shop.set,
    former,
  });
  const look = watcher();
  const portal = await weigh(portalFiles(input, look), 'portal', staging);
  const kit = await weigh(files, 'kit', staging);
  const hosts = hostFiles(tenant, look.seen());
  const hosting = await weigh(hosts.hosting, 'hosting', staging);
  const report = reportOn(
    input,
    { portal, kit, hosting },
    // Without the pictures that were wanted, the next build tries again.
    {
      input: settings.pictures && pictureNotes.length > 0 ? undefined : settings.input,
      hosts: hosts.notes,
    },
  );
  const contract = contractOf(tenant, look.seen());
  for (const { path, body } of await reportFiles(report, contract, input.published.tokens))
    staging.write(path, body);
  return {
    portal,
    kit,
    notes: [...report.notes, ...notes, ...pictureNotes],
    script: scriptTag(tenant, input.embed),
  };
};

/** Takes an id for a tenant file; gives back the file that has it already. */
export type Claim = (id: string, file: string) => Promise<string | undefined>;

/** Claims in one process. */
export const claims = (): Claim => {
  const taken = new Map<string, string>();
  return async (id, file) => {
    const other = taken.get(id);
    if (!other) taken.set(id, file);
    return other;
  };
};

/**
 * What a build of several tenants keeps: whose ids are taken, the fingerprint of this one's input, whether everything is
 * made anew, and whether a browser takes pictures for the guide.
 */
export type BuildSettings = { claim?: Claim; input?: string; anew?: boolean; pictures?: boolean };

/**
 * Builds one tenant into `<out>/<id>/`. The former output stays as it is until the new one is whole.
 * @throws TenantError for a file that can't be used; UsageError when two tenants have one id.
 */
export const buildTenant = async (
  file: string,
  out: string,
  settings: BuildSettings = {},
): Promise<Built> => {
  const compiled = await readCompiled();
  const tenant = await loadTenant(file);
  const { id } = tenant;
  const other = await (settings.claim ?? claims())(id, file);
  if (other)
    throw new UsageError(`${file}: its id ${id} is that of ${other}; give one of them another id.`);
  const folder = join(out, id);
  const staging = stage(folder);
  try {
    const { portal, kit, script, notes } = await writeAll(compiled, {
      tenant,
      staging,
      folder,
      settings,
    });
    staging.commit();
    const pages = portal.filter(
      ({ path }) => path.endsWith('.html') && !path.startsWith('.well-known/'),
    ).length;
    return {
      id,
      folder,
      portal: { pages, bytes: sum(portal) },
      kit: { files: kit.length, bytes: sum(kit) },
      script,
      notes,
    };
  } catch (error) {
    staging.discard();
    throw error;
  }
};
