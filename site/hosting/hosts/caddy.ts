import type { Contract, Headers } from '../contract.ts';
import { type Host, patternOf, quoted, unpublished } from '../host.ts';
import { mediaTypes } from '../types.ts';

const tab = '\t';

const set = (headers: Headers, indent: string): string[] =>
  Object.entries(headers).map(([name, value]) => `${indent}${name} ${quoted(value)}`);

const block = (headers: Headers, indent: string, matcher = ''): string[] => [
  `${indent}header ${matcher}{`,
  ...set(headers, indent + tab),
  `${indent}}`,
];

const typesOf = (base: string): string[] =>
  Object.entries(mediaTypes).flatMap(([ending, type]) => [
    `${tab}@keyturn_${ending.slice(1)} path ${base}*${ending}`,
    `${tab}header @keyturn_${ending.slice(1)} Content-Type ${quoted(type)}`,
  ]);

const ruled = ({ base, rules }: Contract): string[] =>
  rules.flatMap(({ where, headers }, index) => [
    `${tab}@keyturn_rule_${index} path_regexp ${quoted(patternOf(base, where))}`,
    ...block(headers, tab, `@keyturn_rule_${index} `),
  ]);

const snippet = (contract: Contract): string => {
  const { id, base, everywhere, otherwise, redirects, missing } = contract;
  return [
    `# In the Caddyfile:  import keyturn.caddy  and, in the site’s block,  root * /srv/portal  and  import keyturn-${id}`,
    `(keyturn-${id}) {`,
    ...block(everywhere, tab),
    // What comes later in the file isn't stronger: what holds otherwise is set where nothing else has been (`?`).
    ...Object.entries(otherwise).map(([name, value]) => `${tab}header ?${name} ${quoted(value)}`),
    `${tab}header -Server`,
    ...ruled(contract),
    ...typesOf(base),
    ...redirects.map(({ from, to }) => `${tab}redir ${from} ${to} 302`),
    `${tab}file_server {`,
    `${tab}${tab}hide ${unpublished.join(' ')} .htaccess .nojekyll`,
    `${tab}}`,
    `${tab}# Error pages begin anew, without a header of the above.`,
    `${tab}handle_errors {`,
    ...block({ ...everywhere, ...otherwise }, tab + tab),
    `${tab}${tab}header -Server`,
    `${tab}${tab}header Content-Type ${quoted(mediaTypes['.html']!)}`,
    `${tab}${tab}rewrite * ${base}${missing}`,
    `${tab}${tab}file_server`,
    `${tab}}`,
    '}',
    '',
  ].join('\n');
};

/** Caddy. https://caddyserver.com/docs/caddyfile/directives/header */
export const caddy: Host = {
  name: 'caddy',
  title: 'Caddy',
  files: (contract) => ({ hosting: [{ path: 'keyturn.caddy', body: snippet(contract) }] }),
};
