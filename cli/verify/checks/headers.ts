import { type Check, insist, Untold } from '../check.ts';
import { post } from '../talk.ts';

const begun = { flow: 'reset', locale: 'en' };

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  },
});

// Near misses of a page that is let in, and pages that nobody knows.
const strangers = (origin: string | undefined): string[] => [
  'https://stranger.example',
  'null',
  ...(origin ? [`${origin}.stranger.example`, origin.replace('https:', 'http:')] : []),
];

/** What stands in the head of every reply. */
export const headers: Check[] = [
  {
    id: 'no-store',
    promise: 'no cache keeps what a flow says',
    look: async (run) => {
      const talk = await run.begin();
      const replies = [
        await post(run.wire, '/flows', begun),
        await talk.send({ kind: 'new-password', password: 'x' }),
      ];
      for (const { headers: heads } of replies) {
        const kept = heads['cache-control'] ?? '';
        insist(kept.includes('no-store'), 'cache-control: no-store', kept);
      }
    },
  },
  {
    id: 'cookies',
    promise: 'no cookie is set',
    look: async ({ wire }) => {
      for (const heard of [await wire('/policy'), await post(wire, '/flows', begun)])
        insist(!heard.headers['set-cookie'], 'no set-cookie', 'a cookie');
    },
  },
  {
    id: 'sniffing',
    promise: 'no browser guesses at types or tells the address on',
    look: async ({ wire }) => {
      const { headers: heads } = await post(wire, '/flows', begun);
      const { 'x-content-type-options': types, 'referrer-policy': referrer } = heads;
      insist(types === 'nosniff', 'x-content-type-options: nosniff', types);
      insist(referrer === 'no-referrer', 'referrer-policy: no-referrer', referrer);
    },
  },
  {
    id: 'strangers',
    promise: 'pages that aren’t named can’t read replies',
    look: async ({ wire, given }) => {
      for (const origin of strangers(given.origin))
        for (const said of [
          await post(wire, '/flows', begun, { origin }),
          await wire('/flows', preflight(origin)),
        ]) {
          const allowed = said.headers['access-control-allow-origin'];
          insist(!allowed, `nothing allowed to ${origin}`, allowed);
        }
    },
  },
  {
    id: 'friends',
    promise: 'a page that is named is let in by its exact origin, without cookies',
    look: async ({ wire, given: { origin } }) => {
      if (!origin) throw new Untold('give --origin, a page that the backend lets in');
      for (const { headers: heads } of [
        await post(wire, '/flows', begun, { origin }),
        await wire('/flows', preflight(origin)),
      ]) {
        const allowed = heads['access-control-allow-origin'];
        insist(allowed === origin, origin, allowed);
        insist(!heads['access-control-allow-credentials'], 'no credentials', 'credentials');
        insist(/\borigin\b/i.test(heads.vary ?? ''), 'vary: origin', heads.vary);
      }
    },
  },
];
