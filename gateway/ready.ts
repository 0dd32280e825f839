// Whether a gateway can do its work: asked by whoever sends it callers, so the parts are asked once for many.
import { ableKinds } from './able.ts';
import type { Gateway } from './context.ts';
import type { Ways } from './delivery/worker.ts';

/** What became of the question to each part, and whether all in all the gateway can work. */
export type Readiness = {
  ready: boolean;
  parts: Record<'store' | 'directory' | 'delivery', boolean>;
};

const patience = 3000; // ms
// ms that an answer is good for: whoever is back is sent callers again soon
const freshness = { ready: 5000, not: 1000 };

const answers = async (ask: () => Promise<unknown>): Promise<boolean> => {
  const late = new AbortController();
  const timer = new Promise<false>((resolve) => {
    const timeout = setTimeout(() => resolve(false), patience);
    late.signal.addEventListener('abort', () => clearTimeout(timeout));
  });
  try {
    return await Promise.race([ask().then(() => true), timer]);
  } catch {
    return false;
  } finally {
    late.abort();
  }
};

type Asked = Pick<Gateway, 'tenant' | 'store' | 'directory'>;

// A mail server that is down stops nobody who can be reached in another way, and what waits for it is sent later.
const canDeliver = async ({ tenant }: Asked, ways: Ways): Promise<boolean> => {
  const standing = await Promise.all(
    Object.entries(ways).map(async ([channel, way]) => {
      const check = typeof way === 'function' ? way.check : undefined;
      return [channel, check && !(await answers(check)) ? undefined : way];
    }),
  );
  return ableKinds(tenant, Object.fromEntries(standing) as Ways).length > 0;
};

const ask = async (gateway: Asked, ways: Ways): Promise<Readiness> => {
  const [store, directory, delivery] = await Promise.all([
    answers(() => gateway.store.check()),
    answers(async () => gateway.directory.check?.()),
    canDeliver(gateway, ways),
  ]);
  return { ready: store && directory && delivery, parts: { store, directory, delivery } };
};

/** Asks store, directory and ways out, at most once in five seconds, or in one while they fail; who asks meanwhile gets the same answer. */
export const readinessOf = (
  gateway: Asked & Pick<Gateway, 'log'>,
  ways: Ways,
): (() => Promise<Readiness>) => {
  let asked = -Infinity;
  let last: Promise<Readiness>;
  let told = true;
  const tell = (now: Readiness): Readiness => {
    if (now.ready !== told)
      gateway.log({
        level: 'warn',
        message: now.ready ? 'ready again' : 'not ready',
        ...now.parts,
      });
    told = now.ready;
    return now;
  };
  return () => {
    if (performance.now() - asked < (told ? freshness.ready : freshness.not)) return last;
    asked = performance.now();
    last = ask(gateway, ways).then(tell);
    return last;
  };
};
