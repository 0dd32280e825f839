import type { Contract, Headers } from '../contract.ts';
import { anyOf, type Host, patternOf, quoted, unpublished } from '../host.ts';
import { mediaTypes } from '../types.ts';

const set = (headers: Headers, indent = ''): string[] =>
  Object.entries(headers).map(
    ([name, value]) => `${indent}Header always set ${name} ${quoted(value)}`,
  );

const typeLines = Object.entries(mediaTypes).map(
  ([ending, type]) => `AddType ${quoted(type)} ${ending}`,
);

const lines = ({ base, origin, everywhere, otherwise, rules, redirects, missing }: Contract) => [
  '# ServerTokens Prod, in the server’s own configuration, hides its version.',
  '# Needs mod_headers, and AllowOverride All. Without the module nothing is served, rather than without headers.',
  'Options -Indexes -MultiViews',
  'DirectoryIndex index.html',
  `ErrorDocument 403 ${base}${missing}`,
  `ErrorDocument 404 ${base}${missing}`,
  'AddDefaultCharset utf-8',
  ...typeLines,
  '# “always”: on error pages and redirects too.',
  ...set({ ...everywhere, ...otherwise }),
  'Header always unset X-Powered-By',
  ...rules.flatMap(({ where, headers }) => [
    `<If ${quoted(`%{REQUEST_URI} =~ m#${patternOf(base, where)}#`)}>`,
    ...set(headers, '  '),
    '</If>',
  ]),
  `<FilesMatch ${quoted(`^(?:[.].*|${anyOf(unpublished)})$`)}>`,
  '  Redirect 404',
  '</FilesMatch>',
  '# Whole addresses: from a path alone Apache makes one with the name that the request gave.',
  ...redirects.map(
    ({ from, to }) => `RedirectMatch 302 ^${from.replaceAll('.', '\\.')}/?$ ${origin}${to}`,
  ),
  '',
];

/** Apache. https://httpd.apache.org/docs/2.4/mod/mod_headers.html */
export const apache: Host = {
  name: 'apache',
  title: 'Apache',
  files: (contract) => ({
    // It's read in every folder: a portal under a path has its own.
    portal: [{ path: '.htaccess', body: lines(contract).join('\n') }],
    ...(contract.base !== '/' && {
      notes: contract.redirects.map(
        ({ from, to }) =>
          `Apache: put  RedirectMatch 302 ^${from}/?$ ${contract.origin}${to}  into the site’s own configuration`,
      ),
    }),
  }),
};
