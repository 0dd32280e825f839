/**
 * A backend's base address with its path tidied (`/./`, `%2e%2e`, double slashes).
 * @throws TypeError if it is neither https, nor on this page's own host, nor on this machine.
 */
export const baseUrl = (url: string, page: string = location.href): string => {
  const base = new URL(url, page);
  const own = base.origin === new URL(page).origin;
  if (base.protocol !== 'https:' && !own && base.hostname !== 'localhost')
    throw new TypeError(`Keyturn: the backend must be https, got ${base.origin}`);
  return base.origin + base.pathname.replace(/\/+/g, '/').replace(/\/$/, '');
};
