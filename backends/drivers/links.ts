import type { Driver, Reply } from '../driver.ts';
import type { FlowKind, Intent } from '../protocol/index.ts';
import { flowKinds } from '../protocol/kinds.ts';

/** The hosted addresses behind the ways in. `unlock` is where a locked account is freed, if that is another page. */
export type Links = { reset?: string; register?: string; change?: string; unlock?: string };

/** The address for what the person came to do. */
export const linkFor = (links: Links, flow: FlowKind, intent?: Intent): string | undefined =>
  (flow === 'reset' && intent === 'unlock' && links.unlock) || links[flow];

/** A backend that is only addresses: every flow is one step, "go on over there". The addresses are kept exactly as given. */
export const links = (options: Links): Driver => {
  const leave = (flow: FlowKind, intent?: Intent): Reply => {
    const url = linkFor(options, flow, intent);
    return url === undefined
      ? { problem: { code: 'not-eligible' } }
      : { step: { kind: 'leave', url } };
  };
  return {
    hosted: true,
    flows: flowKinds.filter((flow) => options[flow] !== undefined),
    start: async ({ flow, intent }) => leave(flow, intent),
    answer: async () => leave('reset'),
    cancel: () => {},
  };
};
