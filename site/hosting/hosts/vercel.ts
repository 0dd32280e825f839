import type { Contract, Headers } from '../contract.ts';
import { atRoot, type Host, patternOf, placed } from '../host.ts';

const entries = (headers: Headers) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const corp = 'Cross-Origin-Resource-Policy';

// No two rules name the same header for one address: then it doesn't matter which of them goes first.
const headersOf = ({ base, everywhere, otherwise, rules }: Contract) => [
  { source: `${base}(.*)`, headers: entries(everywhere) },
  {
    source: `${base}((?!embed/[a-z0-9.]+[.]js).*)`,
    headers: entries({ [corp]: otherwise[corp]! }),
  },
  ...rules.map(({ where, headers }) => ({
    // Vercel matches whole addresses, and anchors them itself.
    source: patternOf(base, where)
      .replace(/^\^|\$$/g, '')
      .replaceAll('(?:', '('),
    headers: entries(headers),
  })),
];

/** Vercel. Its redirects are lasting ones unless told otherwise. https://vercel.com/docs/project-configuration */
export const vercel: Host = {
  name: 'vercel',
  title: 'Vercel',
  files: (contract) => {
    const { base, redirects } = contract;
    const config = {
      $schema: 'https://openapi.vercel.sh/vercel.json',
      trailingSlash: true,
      headers: headersOf(contract),
      redirects: redirects.map(({ from, to }) => ({
        source: from,
        destination: to,
        statusCode: 302,
      })),
    };
    return {
      ...placed(base, { path: 'vercel.json', body: `${JSON.stringify(config, null, 2)}\n` }),
      notes: atRoot(base, 'Vercel', 'vercel.json'),
    };
  },
};
