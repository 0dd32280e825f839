import * as z from 'zod';

// A file is checked once: compiling checks to code, as zod does for servers, would cost more than it saves.
z.config({ jitless: true });
