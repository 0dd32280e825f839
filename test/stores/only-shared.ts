// Without a PostgreSQL there is nothing to test here: the same tests run on SQLite anyway.
import { beforeEach, inject } from 'vitest';

if (!inject('postgres')) beforeEach((test) => test.skip('no PostgreSQL'));
