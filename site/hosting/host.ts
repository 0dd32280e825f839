// What each host's file is made with.
import type { OutputFile } from '../publish/files.ts';
import type { HostName } from '../../tenant/schema/hosts.ts';
import { type Contract, namesOf, type Where } from './contract.ts';

/** Files for a host: those that belong beside the pages, and those for whoever runs it. */
export type HostFiles = {
  portal?: OutputFile[];
  /** Below `hosting/<name>/`. */
  hosting?: OutputFile[];
  /** What this host can't do, as sentences for whoever builds. */
  notes?: string[];
};

/** A kind of host. */
export type Host = {
  name: HostName;
  /** As its makers write it. */
  title: string;
  files(contract: Contract): HostFiles;
};

// In brackets: a backslash means something else again in each notation around it.
const escaped = (text: string): string => text.replace(/[.+]/g, '[$&]');

/** A regular expression for the addresses of some files; a page's with and without the name of its file. */
export const patternOf = (base: string, where: Where): string =>
  `^${escaped(base)}(?:${namesOf(where).map(escaped).join('|')})${'files' in where ? '$' : '(?:index[.]html)?$'}`;

/** The addresses themselves. */
export const addressesOf = (base: string, where: Where): string[] =>
  namesOf(where).map((path) => base + path);

/** Some names as a regular expression. */
export const anyOf = (names: readonly string[]): string => `(?:${names.map(escaped).join('|')})`;

/** Files that tell hosts what to do, and aren't for visitors; those that begin with a point go without saying. */
export const unpublished = [
  '_headers',
  '_redirects',
  'staticwebapp.config.json',
  'vercel.json',
  'web.config',
] as const;

/** A text between double quotes, as nginx, Apache and Caddy read it. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** Says how long something is, if that is more than a host takes. */
export const tooLong = (title: string, what: string, size: number, most: number): string[] =>
  size > most ? [`${title}: ${what} is ${size} characters, and it takes ${most}`] : [];

/** What a portal under a path has to be told: a host reads its file at the root alone. */
export const atRoot = (base: string, title: string, file: string): string[] =>
  base === '/'
    ? []
    : [`${title} reads ${file} at the root of the site: merge it with the one there`];

/** A file where its host looks for it: beside the pages, or, for a portal under a path, to be merged by hand. */
export const placed = (base: string, file: OutputFile): HostFiles =>
  base === '/' ? { portal: [file] } : { hosting: [file] };
