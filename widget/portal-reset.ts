// What the portal's reset and unlock pages carry: the page brings style and words, the backend is our own protocol.
import { register } from './register.ts';
import { KeyturnReset } from './reset.ts';

register({ 'keyturn-reset': KeyturnReset });
