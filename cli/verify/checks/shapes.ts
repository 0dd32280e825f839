import { policyReply, problemStatus } from '../../../backends/protocol/index.ts';
import { type Check, insist } from '../check.ts';
import { parsed, post, troubleIn } from '../talk.ts';

const begun = { flow: 'reset', locale: 'en' };

/** What replies look like. */
export const shapes: Check[] = [
  {
    id: 'policy',
    promise: 'GET /policy tells the rules to anyone, and may be kept in a cache',
    look: async ({ wire }) => {
      const heard = await wire('/policy');
      insist(heard.status === 200, '200', heard.status);
      parsed(policyReply, heard);
      const kept = heard.headers['cache-control'] ?? '';
      insist(/max-age=[1-9]/.test(kept) && !/no-store/.test(kept), 'a max-age', kept);
    },
  },
  {
    id: 'start',
    promise: 'a flow begins with 201, an id of 256 bits and an end within 15 minutes',
    look: async (run) => {
      const { id, expiresAt, step } = await run.begin();
      insist(step.kind === 'identify', 'identify', step.kind);
      insist(/^[\w-]{43,}$/.test(id), 'an id of 43 or more base64url signs', `${id.length} signs`);
      const left = (Date.parse(expiresAt) - Date.now()) / 60_000;
      insist(left > 1 && left < 16, 'an end in 1 to 16 minutes', `${left.toFixed(1)} minutes`);
    },
  },
  {
    id: 'ids',
    promise: 'no id tells anything about another one',
    look: async (run) => {
      const ids = new Set<string>();
      for (let count = 0; count < 8; count += 1) ids.add((await run.begin()).id.slice(0, 12));
      insist(ids.size === 8, '8 ids that begin differently', `${ids.size} of 8`);
    },
  },
  {
    id: 'problems',
    promise: 'what isn’t of the protocol is a problem: invalid-answer, 422',
    look: async ({ wire }) => {
      const bodies = ['', '{"flow":"res', [begun], { ...begun, admin: true }, { flow: 'takeover' }];
      for (const body of bodies) {
        const { code, heard } = troubleIn(await post(wire, '/flows', body));
        insist(code === 'invalid-answer', 'invalid-answer', code);
        insist(heard.status === problemStatus[code], '422', heard.status);
      }
    },
  },
  {
    id: 'json-only',
    promise: 'a body that a plain form can send is refused',
    look: async ({ wire }) => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        const { status } = await post(wire, '/flows', begun, { 'content-type': type });
        insist(status >= 400 && status < 500, `4xx to ${type}`, status);
      }
    },
  },
  {
    id: 'large',
    promise: 'a body of a megabyte is refused and does no harm',
    look: async (run) => {
      const body = { ...begun, token: 'x'.repeat(1_000_000) };
      // Some close the connection while it's still being sent: that is a refusal too.
      const status = await post(run.wire, '/flows', body).then(
        (heard) => heard.status,
        () => 413,
      );
      insist(status >= 400 && status < 500, '4xx', status);
      await run.begin();
    },
  },
];
