// The one file that a portal publishes for sign-in pages: everything, with the organisation's configuration put into
// the mark below when the portal is built.
import { KeyturnAccess } from './access.ts';
import { dressing } from './dress.ts';
import { KeyturnChange } from './change.ts';
import { shared, type WidgetConfig } from './config.ts';
import { driverFor } from './driver-for.ts';
import { formCss } from './generated/styles.ts';
import { register } from './register.ts';
import { KeyturnRegister } from './registration.ts';
import { KeyturnReset } from './reset.ts';

declare const KEYTURN_EMBED: { config: WidgetConfig; tokens: string };

const { config, tokens } = KEYTURN_EMBED;
// A backend on the portal's own host is named by a path; seen from another page it is on this file's host.
const backend = config.backend?.kind === 'http' && {
  ...config.backend,
  url: new URL(String(config.backend.url), import.meta.url).href,
};

shared.config = { ...config, ...(backend && { backend }) };
shared.driverFor = driverFor;
shared.dress = dressing(tokens + formCss);

register({
  'keyturn-reset': KeyturnReset,
  'keyturn-change': KeyturnChange,
  'keyturn-register': KeyturnRegister,
  'keyturn-access': KeyturnAccess,
});
