// Where the test account's messages are read.
import { isCancel, text } from '@clack/prompts';
import ky from 'ky';
import * as z from 'zod';
import { Untold } from './check.ts';

/** The messages that came for the account. */
export type Inbox = {
  /** How many there are. */
  count(): Promise<number>;
  /** The code in the message that comes after so many. @throws Untold when none comes in 20 seconds. */
  codeAfter(seen: number): Promise<string>;
  /** The newest message, whole, where it can be read. */
  newest(): Promise<string>;
};

const code = /(?<!\d)\d{6}(?!\d)/;
const messages = z.array(z.looseObject({ text: z.string(), html: z.string().optional() }));

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

/** Messages at an address, newest first, as JSON: `[{text, html?}]`. The demo has one at /demo/outbox.json. */
export const outboxAt = (url: string): Inbox => {
  const all = async () => messages.parse(await ky.get(url, { retry: 0 }).json());
  return {
    count: async () => (await all()).length,
    codeAfter: async (seen) => {
      for (let round = 0; round < 400; round += 1) {
        const list = await all();
        const found = list.length > seen && code.exec(list[0]!.text);
        if (found) return found[0];
        await pause();
      }
      throw new Untold(`no message with a code came at ${url} in 20 seconds`);
    },
    newest: async () => JSON.stringify((await all())[0]),
  };
};

/** A person at the terminal who reads the account's mail. */
export const askedPerson = (account: string): Inbox => {
  let seen = '';
  return {
    count: async () => 0,
    codeAfter: async () => {
      const given = await text({ message: `The newest code that ${account} was sent:` });
      if (isCancel(given)) throw new Untold('nobody typed the code');
      seen = given;
      return given.trim();
    },
    newest: async () => seen,
  };
};
