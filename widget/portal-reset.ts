// What the portal's reset and unlock pages carry: the page brings style and words, the backend is our own protocol.
import { http } from '../backends/drivers/http.ts';
import { shared } from './config.ts';
import { register } from './register.ts';
import { KeyturnReset } from './reset.ts';

// The address was checked when the portal was built.
shared.driverFor = ({ backend }) => http({ url: backend! });
register({ 'keyturn-reset': KeyturnReset });
