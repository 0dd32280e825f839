// The links that a code's mail may carry.
import { type Check, insist, Untold } from '../check.ts';
import type { Run } from '../run.ts';
import { parsed, post, type Talk, troubleIn } from '../talk.ts';
import { startReply } from '../../../backends/protocol/index.ts';

// Addresses with something behind the `#`: the first one goes on, the second one ends it.
const tokens = /https?:\/\/[^\s"'<>\\)#]+#([\w.~-]{16,})/g;

const press = (run: Run, link: string) =>
  post(run.wire, '/flows', { flow: 'reset', locale: 'en', link });

const over = async (talk: Talk): Promise<void> => {
  await talk.fails({ kind: 'new-password', password: 'x' }, 'flow-expired');
};

/** What a link is good for, and when. */
export const links: Check[] = [
  {
    id: 'link',
    promise: 'a mail’s link is good once, and gives nothing to whoever began the flow',
    look: async (run) => {
      const [talk] = await run.toCode();
      const mail = await run.given.inbox!.newest();
      const [link, stop] = new Set([...mail.matchAll(tokens)].map(([, token]) => token!));
      if (!link) throw new Untold('the mail has no link with a token, or can’t be read whole');
      const first = await press(run, link);
      insist(first.status === 201, '201 to the first press', `${first.status} ${first.text}`);
      const { id } = parsed(startReply, first);
      insist(id !== talk.id, 'a flow of its own', 'the one that was begun before');
      const { code } = troubleIn(await press(run, link));
      insist(code === 'flow-expired', 'flow-expired to the second press', code);
      const { step } = await talk.fails(
        { kind: 'new-password', password: 'x' },
        'stale-answer',
        talk.revision,
      );
      insist(step?.kind === 'enter-code', 'to wait for the code still', step?.kind);
      run.surprised = { talk, linked: id, stop };
    },
  },
  {
    id: 'not-me',
    promise: '“this wasn’t me” ends the flow, and what went on by its link',
    look: async (run) => {
      const { talk, linked, stop } = run.surprised ?? {};
      if (!talk || !stop) throw new Untold('the mail has no link for that');
      for (const method of ['GET', 'HEAD']) await run.wire('/revocations', { method });
      const { status, text } = await post(run.wire, '/revocations', { token: stop });
      insist(status === 204, '204', `${status} ${text}`);
      await over(talk);
      const other = { answer: { kind: 'new-password', password: 'x' } };
      const { code } = troubleIn(await post(run.wire, `/flows/${linked}`, other));
      insist(code === 'flow-expired', 'flow-expired', code);
    },
  },
];
