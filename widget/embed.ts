// The one file that a portal publishes for sign-in pages: everything, with the organisation's configuration put into
// the mark below when the portal is built.
import { dressing } from './dress.ts';
import { shared, type WidgetConfig } from './config.ts';
import { driverForHttp } from './driver-for-http.ts';
import { registerAll } from './every-element.ts';
import { framedByStranger } from './framed.ts';
import { formCss } from './generated/styles.ts';
import { hearLateProperties } from './late-properties.ts';
import { merged } from './merged.ts';

declare const KEYTURN_EMBED: { config: WidgetConfig; tokens: string };

const { config, tokens } = KEYTURN_EMBED;
// A backend on the portal's own host is named by a path; seen from another page it is on this file's host.
const backend = config.backend?.kind === 'http' && {
  ...config.backend,
  url: new URL(String(config.backend.url), import.meta.url).href,
};

shared.config = { ...config, ...(backend && { backend }) };
shared.driverFor ??= driverForHttp;
shared.merged = merged;
shared.instead = framedByStranger;
shared.dress = dressing(tokens + formCss);

hearLateProperties();
registerAll();
