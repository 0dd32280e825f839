// The Content Security Policy, in one spelling for pages and hosts.

/** What a policy is made of: sources as they are written in it, quotes included. */
export type Sources = {
  scripts: readonly string[];
  styles: readonly string[];
  connect: readonly string[];
  /** Who may frame the page; left out where a policy stands in the page itself, which can't say it (CSP 3, 3.3). */
  frames?: readonly string[];
};

const list = (sources: readonly string[]): string => sources.join(' ') || "'none'";

/**
 * Nothing but what is named by hash, pictures and fonts of the portal's own host, and calls to the backend. Trusted
 * Types are on, with the one policy that Lit makes.
 */
export const policyText = ({ scripts, styles, connect, frames }: Sources): string =>
  [
    "default-src 'none'",
    `script-src ${list(scripts)}`,
    `style-src ${list(styles)}`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${list(connect)}`,
    "form-action 'none'",
    "base-uri 'none'",
    ...(frames ? [`frame-ancestors ${list(frames)}`] : []),
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const written = /<meta http-equiv="content-security-policy" content="([^"]*)">/;

/** The sources that a finished page names in its own policy. */
export const sourcesIn = (html: string): Required<Omit<Sources, 'frames'>> => {
  const directives = new Map(
    (written.exec(html)?.[1] ?? '').split('; ').map((one) => {
      const [name = '', ...sources] = one.split(' ');
      return [name, sources.filter((source) => source !== "'none'")];
    }),
  );
  const of = (name: string): string[] => directives.get(name) ?? [];
  return { scripts: of('script-src'), styles: of('style-src'), connect: of('connect-src') };
};
