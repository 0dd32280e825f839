// Importing this registers the elements, with every driver and the style of the forms.
import { dressing } from './dress.ts';
import { shared } from './config.ts';
import { driverFor } from './driver-for.ts';
import { registerAll } from './every-element.ts';
import { framedByStranger } from './framed.ts';
import { formCss, plainTokensCss } from './generated/styles.ts';
import { merged } from './merged.ts';

shared.driverFor = driverFor;
// English is what the code says.
shared.merged = (...configs) => merged({ words: { en: {} } }, ...configs);
shared.instead = framedByStranger;
shared.dress = dressing(plainTokensCss + formCss);

registerAll();

// With the classes come the types of their tags and events.
export * from './index.ts';
