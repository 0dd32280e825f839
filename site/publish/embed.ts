// The script for other sign-in pages: under a name that stays, and under one that goes with its content.
import { createHash } from 'node:crypto';
import { knownOrigins } from '../../tenant/addresses.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import type { BrandTokens } from '../../tenant/brand/index.ts';
import { helpIn } from '../../tenant/phrases.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { everyElement } from '../../widget/element-names.ts';
import type { EmbedFile } from '../page.ts';
import { wordsByPlace } from '../widget-config.ts';
import type { Compiled } from './compiled.ts';
import { keptVersions } from './kept-versions.ts';
import { type Former, hashedFile, type OutputFile } from './files.ts';

const mark = 'KEYTURN_EMBED';

/** The script as it is published. */
export type Embed = EmbedFile & { body: string };

// Custom properties that nothing in the script asks for.
const withoutUnused = (css: string, code: string): string =>
  css.replace(/(--keyturn-[\w-]+):[^;}]*;?/g, (declaration, name: string) =>
    code.includes(`var(${name})`) ? declaration : '',
  );

// What the portal has no page for is not offered elsewhere either.
const choicesIn = ({ policy, portal }: Tenant): string[] | undefined => {
  const offers = {
    forgot: true,
    locked: policy.unlock,
    expired: portal.pages.includes('change'),
    phone: portal.pages.includes('register'),
    first: portal.pages.includes('register'),
  };
  const there = Object.entries(offers).filter(([, isThere]) => isThere);
  // Without a word all are offered, and the file is shorter.
  return there.length < Object.keys(offers).length ? there.map(([name]) => name) : undefined;
};

const scriptFor = (tenant: Tenant, tokens: BrandTokens, { embed }: Compiled): string => {
  const { code, ids } = tenant.backend.kind === 'http' ? embed.http : embed.hosted;
  // The first language is the one spoken where a page has none of ours.
  const locales = new Set([tenant.defaultLocale, ...tenant.locales]);
  const words = [...locales].map((locale) => [locale, wordsByPlace(tenant, locale, ids)]);
  const config = {
    backend: tenant.backend,
    words: Object.fromEntries(words),
    help: helpIn(tenant, tenant.defaultLocale),
    origins: knownOrigins(tenant),
    choices: choicesIn(tenant),
    // A static host can't send `frame-ancestors` for pages that aren't its own.
    knownFramesOnly: true,
  };
  const css = withoutUnused(tokensCss(tokens, everyElement), code);
  const value = JSON.stringify({ config, tokens: css });
  return `/*! Licences: ../licences.txt */\n${code.replace(mark, () => value)}`;
};

const integrityOf = (body: string | Uint8Array): string =>
  `sha384-${createHash('sha384').update(body).digest('base64')}`;

/** The one script file, with this tenant's words, brand and backend in it. */
export const embedOf = (tenant: Tenant, tokens: BrandTokens, compiled: Compiled): Embed => {
  const body = scriptFor(tenant, tokens, compiled);
  const { path } = hashedFile('embed/keyturn', '.js', body);
  return { path, body, integrity: integrityOf(body) };
};

const list = 'embed/versions.json';

const listed = (text: string): string[] => {
  try {
    return (JSON.parse(text) as { path: string }[]).map(({ path }) => path);
  } catch {
    return []; // spoilt, or somebody else's
  }
};

// A file that isn't what its name says is not ours to publish.
const versionIn = async (former: Former, path: string): Promise<OutputFile[]> => {
  const body = /^embed\/keyturn\.\w+\.js$/.test(path) ? await former(path) : undefined;
  return body && hashedFile('embed/keyturn', '.js', body).path === path ? [{ path, body }] : [];
};

/** The versions before this one that are still in the former output, newest first. */
export const formerVersions = async ({ path }: Embed, former: Former): Promise<OutputFile[]> => {
  const paths = listed(Buffer.from((await former(list)) ?? []).toString('utf8'));
  const others = paths.filter((one) => one !== path).slice(0, keptVersions);
  return (await Promise.all(others.map((one) => versionIn(former, one)))).flat();
};

/** The files below embed/, and the list of the versions among them. */
export const embedFiles = (embed: Embed, older: readonly OutputFile[]): OutputFile[] => {
  const versions = [embed, ...older].map(({ path, body }) => ({
    path,
    integrity: integrityOf(body),
  }));
  return [
    { path: 'embed/keyturn.js', body: embed.body },
    { path: embed.path, body: embed.body },
    ...older,
    { path: list, body: `${JSON.stringify(versions, null, 2)}\n` },
  ];
};
