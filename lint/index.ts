// The letters of a kit against what mail programs and people need, and the sheet that comms can sign.
import { hostedLinks } from '../tenant/addresses.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { contrastsOf, leastContrast } from './colours.ts';
import { type Mail, readMail, type ReadMail } from './mail.ts';
import { encodedBytes, limits, type RuleName, rules, type Setting } from './rules.ts';
import { readingOf } from './words.ts';

export type { Mail } from './mail.ts';

/** What a rule has against a letter. */
export type Finding = { path: string; rule: RuleName; what: string };

const hostIn = (url: string | undefined): string[] => (url ? [new URL(url).host] : []);

/** The hosts to which a tenant's letters may lead. */
export const hostsOf = (tenant: Tenant): ReadonlySet<string> => {
  const { portal, support, signIn, legal } = tenant;
  const hosted = tenant.locales.flatMap((code) => Object.values(hostedLinks(tenant, code) ?? {}));
  const urls = [portal.url, support.url, signIn?.url, legal.privacyUrl, legal.imprintUrl];
  const outside = hosted.filter((url) => typeof url === 'string' && url.startsWith('https:'));
  return new Set([...urls, ...outside].flatMap(hostIn));
};

const findingsIn = (mail: ReadMail, setting: Setting): Finding[] =>
  (Object.keys(rules) as RuleName[]).flatMap((rule) =>
    rules[rule](mail, setting).map((what) => ({ path: mail.path, rule, what })),
  );

const rowOf = (mail: ReadMail, findings: readonly Finding[]) => ({
  path: mail.path,
  locale: mail.locale,
  bytes: {
    html: Buffer.byteLength(mail.html),
    encoded: encodedBytes(mail.html),
    styles: Buffer.byteLength(mail.css),
    text: Buffer.byteLength(mail.text),
  },
  contrast: contrastsOf(mail).least,
  reading: readingOf(mail),
  findings: findings.map(({ rule, what }) => `${rule}: ${what}`),
});

/** A letter as the sheet has it. */
export type Row = ReturnType<typeof rowOf>;

/** Checks letters: a row for each, and everything that rules have against them. */
export const lint = (
  mails: Iterable<Mail>,
  tenant: Tenant,
): { rows: Row[]; findings: Finding[] } => {
  const setting = { hosts: hostsOf(tenant) };
  const rows: Row[] = [];
  const findings: Finding[] = [];
  for (const mail of mails) {
    const read = readMail(mail);
    const own = findingsIn(read, setting);
    rows.push(rowOf(read, own));
    findings.push(...own);
  }
  return { rows, findings };
};

/** The limits and ratios that letters are held to, as the sheet has them. */
export const heldTo = { ...limits, contrast: leastContrast, rules: Object.keys(rules) };
