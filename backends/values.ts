// Small schemas that backend options and the tenant file share. A message is always the phrase that says what is
// wanted: "got … , want <message>".
import * as z from 'zod';

const isHttps = (value: string): boolean => {
  if (/[\p{Cc}\s\\]/u.test(value) || !/^https:\/\/[^/]/i.test(value)) return false;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // A host may hold quotes, semicolons and asterisks (WHATWG URL); in a policy or a header they would be more than a name.
  const named = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/.test(url?.hostname ?? '');
  return named && url?.username === '' && url.password === '';
};

const httpsWant =
  'an absolute https address without user name or password in it, such as https://www.contoso.com/page';

/** An absolute https address, kept exactly as given. Credentials, control characters and backslashes are refused. */
export const httpsUrl = z
  .string({ error: httpsWant })
  .max(2048, { error: httpsWant })
  .refine(isHttps, { error: httpsWant })
  .meta({ format: 'uri', pattern: '^https://' });

/** A path on the portal's own host, such as `/api`: no host, no `..`, no query. */
export const isOwnPath = (value: string): boolean =>
  /^\/[\w\-.~/]*$/.test(value) && !value.includes('//') && !/\/\.\.?(\/|$)/.test(value);

const dnsWant = 'a DNS name, such as contoso.com';

/** A DNS name with at least one dot, in ASCII (an internationalised name in its xn-- form). RFC 1035, RFC 5890. */
export const dnsName = z
  .string({ error: dnsWant })
  .max(253, { error: dnsWant })
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i, {
    error: dnsWant,
  });
