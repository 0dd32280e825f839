// The last touch to a rendered page: a policy for the browser, written from what is really in the page.
import { createHash } from 'node:crypto';
import { policyText } from '../hosting/policy.ts';

const digests = new Map<string, string>();

// The pages of a portal share their scripts: each is hashed once.
const digest = (text: string): string => {
  const known = digests.get(text);
  if (known) return known;
  const fresh = `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
  if (digests.size > 64) digests.clear();
  digests.set(text, fresh);
  return fresh;
};

// A hash also allows a script from elsewhere whose integrity value it is (CSP 3; Chromium, Firefox 116, Safari 15.6).
const sourceOf = ([element, body]: readonly string[]): string => {
  const integrity = /^<script[^>]*\sintegrity="([^"]+)"/.exec(element!)?.[1];
  return integrity ? `'${integrity}'` : digest(body!);
};

const sources = (html: string, pattern: RegExp): string[] => [
  ...new Set([...html.matchAll(pattern)].map(sourceOf)),
];

const styles = /<style(?:\s[^>]*)?>([\s\S]*?)<\/style>/g;
// Data blocks (application/json) aren't run and need no hash.
const scripts = /<script(?![^>]*application\/json)(?:\s[^>]*)?>([\s\S]*?)<\/script>/g;

// A policy for a page, from what is really in it.
const policyFor = (html: string, connect: readonly string[]): string =>
  policyText({ scripts: sources(html, scripts), styles: sources(html, styles), connect });

// Notices of what the pages are made with stand in licenses.txt, once.
const banner = /\/\*![\s\S]*?\*\//g;

/** One style element instead of several: fewer bytes, and one hash in the policy. The first one's place is kept. */
const mergeStyles = (html: string): string => {
  const css = [...html.matchAll(styles)]
    .map((match) => match[1]!.replace(banner, '').trim())
    .join('');
  let merged = false;
  return html.replace(styles, () => {
    if (merged) return '';
    merged = true;
    return `<style>${css}</style>`;
  });
};

// Tailwind writes its utilities last, one class a rule.
const utilities = /(@layer utilities\{)([^@<]*)\}(?=<\/style>)/;
const utility = /\.((?:\\.|[^{\\])+)\{[^}]*\}/g;

/** Leaves out the utility classes that other pages use: each page carries its own alone. */
const prune = (html: string): string => {
  const used = new Set(
    [...html.matchAll(/ class="([^"]*)"/g)].flatMap((match) => match[1]!.split(' ')),
  );
  return html.replace(utilities, (_layer, start: string, rules: string) => {
    const kept = rules.replace(utility, (rule, name: string) =>
      used.has(name.replace(/\\(.)/g, '$1')) ? rule : '',
    );
    return `${start}${kept}}`;
  });
};

const charset = /<meta charset="utf-8"\s*\/?>/;

/** A page as it is published: with its policy, right behind the declaration of its characters. */
export const finishPage = (html: string, connect: readonly string[]): string => {
  const merged = prune(mergeStyles(html));
  return merged.replace(
    charset,
    (meta) =>
      `${meta}<meta http-equiv="content-security-policy" content="${policyFor(merged, connect)}">`,
  );
};
