// What the portal's register page carries.
import { http } from '../backends/drivers/http.ts';
import { shared } from './config.ts';
import { PlainRegistration } from './plain-registration.ts';
import { register } from './register.ts';

// The address was checked when the portal was built.
shared.driverFor = ({ backend }) => http({ url: backend! });
register({ 'keyturn-register': PlainRegistration });
