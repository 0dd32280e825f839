import { KeyturnAccess } from './access.ts';
import { KeyturnChange } from './change.ts';
import { register } from './register.ts';
import { KeyturnRegister } from './registration.ts';
import { KeyturnReminder } from './reminder.ts';
import { KeyturnReset } from './reset.ts';

/** Registers all elements. */
export const registerAll = (): void =>
  register({
    'keyturn-reset': KeyturnReset,
    'keyturn-change': KeyturnChange,
    'keyturn-register': KeyturnRegister,
    'keyturn-reminder': KeyturnReminder,
    'keyturn-access': KeyturnAccess,
  });
