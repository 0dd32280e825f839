// Whoever waits for a reply can tell one round trip to a far directory from two. So each look-up of a person takes as many as
// the longest one did, whether somebody has the name, and whatever groups they are in.
import type { Client } from 'ldapts';

/** What looking people up needs of a connection. */
export type Reader = { client: Pick<Client, 'search'> };

/** Carries out look-ups in that way; `least` is how many trips the first ones take at the least. */
export const evenTrips = (base: string, least: number) => {
  let longest = least;
  return async <T>({ client }: Reader, look: (reader: Reader) => Promise<T>): Promise<T> => {
    let trips = 0;
    const search: Client['search'] = (...given) => {
      trips += 1;
      return client.search(...given);
    };
    const found = await look({ client: { search } });
    longest = Math.max(longest, trips);
    const nothing = { scope: 'base', filter: '(objectClass=*)', attributes: ['1.1'] } as const;
    while (trips < longest) await search(base, { ...nothing, attributes: ['1.1'] });
    return found;
  };
};
