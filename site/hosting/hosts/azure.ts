import { addressesOf, atRoot, type Host, placed, tooLong } from '../host.ts';
import { mediaTypes } from '../types.ts';

const largest = 20 * 1024; // bytes

/**
 * Azure Static Web Apps. The first route that matches is the only one: what a file has is said in one place. There is
 * no fallback to a page: an address that doesn't exist is a 404.
 * https://learn.microsoft.com/azure/static-web-apps/configuration
 */
export const azure: Host = {
  name: 'azure',
  title: 'Azure Static Web Apps',
  files: ({ base, everywhere, otherwise, rules, redirects, missing }) => {
    const routes = new Map<string, Record<string, string>>();
    for (const { where, headers } of rules)
      for (const route of addressesOf(base, where))
        routes.set(route, { ...routes.get(route), ...headers });
    const config = {
      globalHeaders: { ...everywhere, ...otherwise },
      mimeTypes: mediaTypes,
      trailingSlash: 'always',
      routes: [
        ...redirects.map(({ from, to }) => ({ route: from, redirect: to, statusCode: 302 })),
        ...[...routes].map(([route, headers]) => ({ route, headers })),
      ],
      responseOverrides: { 404: { rewrite: `${base}${missing}`, statusCode: 404 } },
    };
    const body = `${JSON.stringify(config, null, 2)}\n`;
    const path = 'staticwebapp.config.json';
    return {
      ...placed(base, { path, body }),
      notes: [
        ...atRoot(base, 'Azure Static Web Apps', path),
        ...tooLong('Azure Static Web Apps', path, Buffer.byteLength(body), largest),
        'Azure Static Web Apps sends redirects without headers',
      ],
    };
  },
};
