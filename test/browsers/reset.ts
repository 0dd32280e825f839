// The way through a reset up to the step where the password is chosen.
import { newestCode } from '../e2e/demo.ts';
import { at, fill, type Hands } from './hands.ts';
import type { Site } from './site.ts';

/** Ada forgets her password, and proves by a code that she is herself; keys alone. */
export const resetUntilPassword = async (hands: Hands, site: Site): Promise<void> => {
  await fill(hands, 'username', 'ada');
  await hands.press('Enter');
  for (const title of ['intent-title', 'method-title']) {
    await at(hands, title);
    await hands.press('Tab');
    await hands.press('Enter');
  }
  await at(hands, 'code-title');
  await hands.press('Tab');
  await hands.type(await newestCode(site));
  await hands.press('Enter');
  await at(hands, 'password-title');
};
