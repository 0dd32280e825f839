// What of a reply must be the same, whoever is asked about.
import type { Step } from '../../backends/protocol/index.ts';

// What differs by its nature: random, of the moment, or the masked hint itself.
const shapeOf = (step: Step | undefined): unknown =>
  JSON.parse(
    JSON.stringify(step ?? null, (key, value: unknown) =>
      ['hint', 'sentTo', 'supportCode', 'retryAt', 'challenge'].includes(key)
        ? typeof value
        : ['resendAfter', 'expiresIn'].includes(key)
          ? Math.round(Number(value) / 10)
          : value,
    ),
  );

/** A reply as far as it may be the same for everybody: its status, headers, keys, and the shape of its step. */
export const seen = async (response: Response): Promise<unknown> => {
  const body = (await response.json()) as Record<string, unknown> & { step?: Step };
  const headers = Object.fromEntries(response.headers);
  delete headers['retry-after'];
  delete headers['content-length'];
  const { step, ...rest } = body;
  return {
    status: response.status,
    headers,
    keys: Object.keys(rest),
    type: rest.type,
    step: shapeOf(step),
  };
};
