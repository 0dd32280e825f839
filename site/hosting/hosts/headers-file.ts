// Cloudflare Pages and Netlify read the same two files. What the first of them knows beyond the second (`! Name` takes a
// header away) the second passes over. Rules that match are joined, never replaced: no header is named by two of them.
import { addressesOf, type Host, type HostFiles, placed, tooLong } from '../host.ts';
import type { Contract, Headers } from '../contract.ts';

const longestLine = 2000; // characters, Cloudflare
const mostRules = 100; // Cloudflare

const block = (address: string, headers: Headers, without: readonly string[] = []): string =>
  [
    address,
    ...without.map((name) => `  ! ${name}`),
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ].join('\n');

const corp = 'Cross-Origin-Resource-Policy';

// An address for each part of the portal that isn't for others' pages: neither host can except some from a wildcard.
const own = (base: string, paths: readonly string[]): string[] => {
  const tops = paths
    .filter((path) => !/^embed\/[\w.]+\.js(on)?$/.test(path) && path !== 'index.html')
    .map((path) => {
      const [top = '', ...rest] = path.split('/');
      return rest.length > 0 && top !== 'embed' ? `${top}/*` : path.replace(/index\.html$/, '');
    });
  return ['', ...new Set(tops)].map((top) => base + top);
};

// Cloudflare keeps the last of two rules for one address: each address has one.
const blocks = ({ base, everywhere, otherwise, rules, paths }: Contract): string[] => {
  const all = new Map<string, Headers>();
  const add = (address: string, headers: Headers): void =>
    void all.set(address, { ...all.get(address), ...headers });
  for (const address of own(base, paths)) add(address, { [corp]: otherwise[corp]! });
  for (const { where, headers } of rules)
    for (const address of addressesOf(base, where)) add(address, headers);
  return [
    block(`${base}*`, everywhere, ['Access-Control-Allow-Origin']),
    ...[...all].map(([address, headers]) => block(address, headers)),
  ];
};

const files = (contract: Contract, status: string): HostFiles => {
  const all = blocks(contract);
  const headers = { path: '_headers', body: `${all.join('\n\n')}\n` };
  const lines = contract.redirects.map(({ from, to }) => `${from} ${to} ${status}\n`);
  const longest = Math.max(...headers.body.split('\n').map((line) => line.length));
  const { portal = [], hosting = [] } = placed(contract.base, headers);
  const redirects = { path: '_redirects', body: lines.join('') };
  return {
    portal: [...portal, ...(portal[0] && lines[0] ? [redirects] : [])],
    hosting: [...hosting, ...(hosting[0] && lines[0] ? [redirects] : [])],
    notes: [
      ...tooLong('Cloudflare Pages', 'a line of _headers', longest, longestLine),
      ...(all.length > mostRules
        ? [`Cloudflare Pages: _headers has ${all.length} rules, and it takes ${mostRules}`]
        : []),
    ],
  };
};

/** https://developers.cloudflare.com/pages/configuration/headers/ */
export const cloudflare: Host = {
  name: 'cloudflare',
  title: 'Cloudflare Pages',
  files: (contract) => files(contract, '302'),
};

/** https://docs.netlify.com/manage/routing/headers/ ; with `!` a redirect goes before a file of that name. */
export const netlify: Host = {
  name: 'netlify',
  title: 'Netlify',
  files: (contract) => ({ ...files(contract, '302!'), notes: [] }),
};
