// Without a PostgreSQL there is nothing to test here: the same tests run on SQLite anyway.
import { beforeEach, inject } from 'vitest';

if (!inject('postgres')) beforeEach((context) => context.skip('no PostgreSQL'));
