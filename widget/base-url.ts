// Servers disagree on what these mean: one of them may serve another path than is written here. A host has no leading dot.
const ambiguous = /^\.|\.\.|%2e|%2f|%5c/i;

/**
 * A backend's base address, tidied: no dot segments, no double or closing slashes, no dot after the host, no
 * credentials, no query.
 * @throws TypeError if it is neither https, nor on this page's own host, nor on this machine; or if its path is ambiguous.
 */
export const baseUrl = (url: string, page: string = location.href): string => {
  const { protocol, hostname, origin, pathname } = new URL(url, page);
  const near = origin === new URL(page).origin || hostname === 'localhost';
  if (protocol !== 'https:' && !(protocol === 'http:' && near))
    throw new TypeError(`Keyturn: the backend must be https, got ${protocol}//${hostname}`);
  if (ambiguous.test(hostname + pathname))
    throw new TypeError(`Keyturn: the backend’s address must be plain, got ${hostname + pathname}`);
  return origin.replace(/\.(?=:|$)/, '') + pathname.replace(/\/+/g, '/').replace(/\/$/, '');
};
