import type { Outgoing, Send } from '../../gateway/delivery/delivery.ts';

/** Something that was "sent", and when (ISO 8601). */
export type Sent = Outgoing & { at: string };

/** Keeps what would have been sent, newest first, in memory: for the demo and for previews. */
export const inbox = (): { send: Send; all: () => Sent[]; clear: () => void } => {
  let messages: Sent[] = [];
  return {
    send: async (message) => {
      messages = [{ ...message, at: new Date().toISOString() }, ...messages].slice(0, 200);
    },
    all: () => messages,
    clear: () => {
      messages = [];
    },
  };
};
