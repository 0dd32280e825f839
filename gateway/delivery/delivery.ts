import type { Locale } from '../../locales/languages.ts';
import type { Message } from '../store/store.ts';

/** A message as it goes out: rendered, in its person's language. */
export type Outgoing = {
  /** The same at each try: by it a receiver knows a message that comes twice, since its receipt was lost. */
  id?: string;
  to: string;
  channel: Message['channel'];
  locale: Locale;
  subject?: string;
  text: string;
  html?: string;
  /** The id of what is to be approved. */
  approval?: string;
};

/** There is nobody to be reached there, now or later. */
export class NobodyThere extends Error {
  override readonly name = 'NobodyThere';
}

/** How many messages of one channel are on their way at the same time. */
export const atOnce = 4;

/** One way out: mail by SMTP, texts by a webhook, or the demo's outbox. It throws when it can't be sure that it sent. */
export type Send = ((message: Outgoing) => Promise<void>) & {
  /** Whether it could send now, where that can be known; it throws if not. */
  check?: () => Promise<unknown>;
};
