import type { Contract, Headers } from '../contract.ts';
import { anyOf, type Host, patternOf, quoted, unpublished } from '../host.ts';
import { mediaTypes } from '../types.ts';

const own = (name: string): string => name.toLowerCase().replaceAll('-', '_');
const variable = (id: string, name: string): string => `$keyturn_${own(id)}_${own(name)}`;

// Names of headers that differ from file to file.
const varying = ({ otherwise, rules }: Contract): string[] => [
  ...new Set([otherwise, ...rules.map(({ headers }) => headers)].flatMap(Object.keys)),
];

// A header with an empty value isn't sent.
const mapOf = ({ id, base, otherwise, rules }: Contract, name: string): string => {
  const lines = rules
    .filter(({ headers }) => name in headers)
    .map(
      ({ where, headers }) =>
        `  ${quoted(`~${patternOf(base, where)}`)} ${quoted(headers[name]!)};`,
    );
  const first = `  default ${quoted(otherwise[name] ?? '')};`;
  return [`map $uri ${variable(id, name)} {`, first, ...lines, '}'].join('\n');
};

const fixed = (headers: Headers): string[] =>
  Object.entries(headers).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`);

const types = Object.entries(mediaTypes).map(
  ([ending, type]) => `  ${type.replace(/;.*/, '')} ${ending.slice(1)};`,
);
const texts = Object.values(mediaTypes)
  .filter((type) => type.includes('charset'))
  .map((type) => type.replace(/;.*/, ''))
  .join(' ');

const inside = (contract: Contract): string[] => {
  const { id, base, everywhere, missing } = contract;
  return [
    ...fixed(everywhere),
    ...varying(contract).map((name) => `add_header ${name} ${variable(id, name)} always;`),
    'types {',
    ...types,
    '}',
    'charset utf-8;',
    `charset_types ${texts};`,
    'index index.html;',
    `error_page 403 404 =404 ${base}${missing};`,
    `location ~ ^${base}${anyOf(unpublished)}$ { return 404; }`,
    `location ~ ^${base}(?![.]well-known/)(?:.*/)?[.] { return 404; }`,
  ];
};

const serverOf = (contract: Contract): string => {
  const { base, redirects } = contract;
  const lines = inside(contract);
  const own = 'try_files $uri $uri/ =404;';
  const body =
    base === '/'
      ? [...lines, `location / { ${own} }`]
      : [`location ${base} {`, ...lines.map((line) => `  ${line}`), `  ${own}`, '}'];
  const leading = redirects.map(({ from, to }) =>
    base === '/'
      ? `location = ${from} { return 302 ${to}; }`
      : `location = ${from} { ${fixed(contract.everywhere).join(' ')} return 302 ${to}; }`,
  );
  return [
    '# Goes into the server block of the portal’s host, beside its listen, server_name, root and certificate.',
    '# No header is added in a location of its own: nginx would leave out all others there.',
    'server_tokens off;',
    '# A redirect names no host, so none can be slipped in.',
    'absolute_redirect off;',
    ...leading,
    ...body,
    '',
  ].join('\n');
};

/** nginx. http://nginx.org/en/docs/http/ngx_http_headers_module.html */
export const nginx: Host = {
  name: 'nginx',
  title: 'nginx',
  files: (contract) => ({
    hosting: [
      {
        path: 'maps.conf',
        body: `# Goes into the http block: /etc/nginx/conf.d/\n${varying(contract)
          .map((name) => mapOf(contract, name))
          .join('\n')}\n`,
      },
      { path: 'portal.conf', body: serverOf(contract) },
    ],
  }),
};
