// Rules about mails that no section can know alone.
import { sender } from './addresses.ts';
import type { Finding } from './problem.ts';
import type { CheckedFile } from './schema/index.ts';

type Sections = Pick<CheckedFile, 'gateway' | 'rollout' | 'support' | 'organization'>;

/** A signature counts for receivers' policies only if it's by the sender's domain, or by one above it (DMARC, RFC 7489, 3.1.1). */
export const signerFits = ({ gateway, ...file }: Sections): (Finding | false)[] => {
  const domain = gateway?.dkim?.domain;
  if (domain === undefined) return [];
  const from = sender(file);
  const host = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
  const fits = host === domain.toLowerCase() || host.endsWith(`.${domain.toLowerCase()}`);
  return [
    !fits && {
      path: ['gateway', 'dkim', 'domain'],
      got: `${domain}, and mails from ${from}`,
      want: 'the domain of the sender, or one above it: else the signature counts for nothing',
      todo: `set it to ${host}, or set rollout.sender`,
    },
  ];
};
