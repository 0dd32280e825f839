import { channelOf } from '../../tenant/channels.ts';
import type { NewAnswer, Registrations } from '../registrations/registrations.ts';
import type { Contact } from './directory.ts';
import type { EmbeddedDirectory, NewAccount } from './embedded.ts';

/** A person for the embedded directory, with what is registered for them. Secrets are in the clear: they're hashed on the way in. */
export type NewPerson = NewAccount & {
  methods: readonly Contact[];
  questions?: readonly NewAnswer[];
};

/** Puts a person in, or anew in the place of one with the same name. The registrations go first: alone they are nobody's. */
export const putPerson = async (
  { directory, registrations }: { directory: EmbeddedDirectory; registrations: Registrations },
  { methods, questions = [], ...account }: NewPerson,
): Promise<void> => {
  const contacts = methods.map(({ kind, value }) => ({ channel: channelOf(kind), value }));
  await registrations.enter(account.username, { contacts, questions });
  await directory.put(account);
};
