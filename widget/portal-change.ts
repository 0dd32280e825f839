// What the portal's change page carries.
import { KeyturnChange } from './change.ts';
import { register } from './register.ts';

register({ 'keyturn-change': KeyturnChange });
