// What the portal's change page carries.
import { http } from '../backends/drivers/http.ts';
import { KeyturnChange } from './change.ts';
import { shared } from './config.ts';
import { register } from './register.ts';

// The address was checked when the portal was built.
shared.driverFor = ({ backend }) => http({ url: backend! });
register({ 'keyturn-change': KeyturnChange });
