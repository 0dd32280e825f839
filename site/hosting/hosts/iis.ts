import { type Contract, type Headers, namesOf } from '../contract.ts';
import { type Host, quoted } from '../host.ts';
import { escapeMarkup } from '../../markup.ts';
import { mediaTypes } from '../types.ts';

const attribute = (text: string): string => `"${escapeMarkup(text)}"`;

// Inherited ones of the same name come first, and a name may stand once.
const custom = (headers: Headers, indent: string): string[] => [
  `${indent}<httpProtocol>`,
  `${indent}  <customHeaders>`,
  ...Object.entries(headers).flatMap(([name, value]) => [
    `${indent}    <remove name=${attribute(name)} />`,
    `${indent}    <add name=${attribute(name)} value=${attribute(value)} />`,
  ]),
  `${indent}  </customHeaders>`,
  `${indent}</httpProtocol>`,
];

const types = Object.entries(mediaTypes).flatMap(([ending, type]) => [
  `      <remove fileExtension=${attribute(ending)} />`,
  `      <mimeMap fileExtension=${attribute(ending)} mimeType=${attribute(type)} />`,
]);

const location = (path: string, lines: readonly string[]): string[] => [
  `  <location path=${attribute(path)}>`,
  '    <system.webServer>',
  ...lines,
  '    </system.webServer>',
  '  </location>',
];

// What several rules say of one path stands in one place.
const located = ({ rules }: Contract): [string, Headers][] => {
  const all = new Map<string, Headers>();
  for (const { where, headers } of rules) {
    for (const path of namesOf(where)) {
      const name = path.replace(/\/$/, '');
      all.set(name, { ...all.get(name), ...headers });
    }
  }
  return [...all];
};

const redirect = (to: string): string =>
  `      <httpRedirect enabled="true" destination=${attribute(to)} exactDestination="true" httpResponseStatus="Found" />`;

const webConfig = (contract: Contract): string => {
  const { base, origin, everywhere, otherwise, redirects, missing } = contract;
  const { 'Cache-Control': cache, ...others } = otherwise;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<configuration>',
    '  <system.webServer>',
    '    <directoryBrowse enabled="false" />',
    '    <defaultDocument><files><clear /><add value="index.html" /></files></defaultDocument>',
    '    <httpErrors errorMode="Custom" existingResponse="Replace">',
    '      <remove statusCode="404" />',
    // By address: then the page is sent with the headers below, and with status 404.
    `      <error statusCode="404" path=${attribute(base + missing)} responseMode="ExecuteURL" />`,
    '    </httpErrors>',
    '    <security><requestFiltering removeServerHeader="true" /></security>',
    '    <staticContent>',
    ...types,
    '    </staticContent>',
    ...custom(
      { ...everywhere, ...others, ...(cache && { 'Cache-Control': cache }) },
      '    ',
    ).toSpliced(2, 0, '        <remove name="X-Powered-By" />'),
    '  </system.webServer>',
    ...located(contract).flatMap(([path, headers]) => location(path, custom(headers, '      '))),
    ...(base === '/' ? redirects : []).flatMap(({ from, to }) =>
      location(from.slice(1), [redirect(origin + to)]),
    ),
    '</configuration>',
    '',
  ].join('\n');
};

/** IIS. https://learn.microsoft.com/iis/configuration/system.webserver/httpprotocol/customheaders/ */
export const iis: Host = {
  name: 'iis',
  title: 'IIS',
  files: (contract) => ({
    // It's read in every folder: a portal under a path has its own.
    portal: [{ path: 'web.config', body: webConfig(contract) }],
    notes: [
      'IIS sends no headers of its configuration with errors of its own, such as a request that is refused before a file is looked for',
      ...(contract.base === '/'
        ? []
        : contract.redirects.map(
            ({ from, to }) =>
              `IIS: redirect ${from} to ${quoted(to)} with status 302 in the site’s own web.config`,
          )),
    ],
  }),
};
