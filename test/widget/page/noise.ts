import { executeServerCommand } from '@web/test-runner-commands';
import { expect } from 'chai';
import { afterEach } from './mocha.ts';

/** Errors and warnings on the console, uncaught errors and unhandled rejections since the last time of asking. */
export const noise = (): Promise<string[]> => executeServerCommand('noise');

// A test that expects some takes it itself; any other noise fails the test in which it was made.
afterEach(async () => {
  expect(await noise(), 'on the console').to.deep.equal([]);
});
