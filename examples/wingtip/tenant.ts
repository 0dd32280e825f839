// The smallest tenant there is: a name, an address, a help desk, and where the hosted pages are.
import { defineTenant } from 'keyturn';

export default defineTenant({
  organization: { name: 'Wingtip Toys', domains: ['wingtiptoys.com'] },
  portal: { url: 'https://passwords.wingtiptoys.com/' },
  support: { email: 'help@wingtiptoys.com' },
  backend: { kind: 'links', reset: 'https://accounts.wingtiptoys.com/recover' },
});
