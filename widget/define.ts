// Importing this registers the elements, with every driver and the style of the forms.
import { KeyturnAccess } from './access.ts';
import { dressing } from './dress.ts';
import { KeyturnChange } from './change.ts';
import { shared } from './config.ts';
import { driverFor } from './driver-for.ts';
import { formCss, plainTokensCss } from './generated/styles.ts';
import { register } from './register.ts';
import { KeyturnRegister } from './registration.ts';
import { KeyturnReset } from './reset.ts';

shared.driverFor = driverFor;
shared.dress = dressing(plainTokensCss + formCss);

register({
  'keyturn-reset': KeyturnReset,
  'keyturn-change': KeyturnChange,
  'keyturn-register': KeyturnRegister,
  'keyturn-access': KeyturnAccess,
});

// With the classes come the types of their tags and events.
export * from './index.ts';
