// Several hosts in order: the first one that can be reached serves.
import { DirectoryUnavailable } from '../directory.ts';
import { connect, type Connection, isRefusal, type Target } from './connection.ts';
import type { LdapSettings } from './settings.ts';

/** As whom to bind, if not as the gateway's own account. */
export type Bind = Pick<Target, 'user' | 'password' | 'controls'>;

/** The hosts of a directory. */
export type Hosts = {
  /** How many there are. */
  count: number;
  /** A connection to the first host that can be had. Each may throw DirectoryUnavailable; a refused bind is thrown on. */
  connect: (bind?: Bind) => Promise<Connection>;
  /** Turns to the others for a while. */
  avoid(url: string, reason: string): void;
};

const rest = 30_000; // ms for which a host that failed is asked last

/** Keeps the order of hosts; who failed a moment ago comes last, so that not every call waits for it. */
export const hostsOf = (settings: LdapSettings): Hosts => {
  const { urls, ca, timeout, user, password, log } = settings;
  const avoided = new Map<string, number>();
  const rank = (url: string): number => ((avoided.get(url) ?? 0) > Date.now() ? 1 : 0);
  const avoid: Hosts['avoid'] = (url, reason) => {
    avoided.set(url, Date.now() + rest);
    log({ level: 'warning', message: 'directory host fails', host: url, reason });
  };
  return {
    count: urls.length,
    avoid,
    connect: async (bind) => {
      for (const url of urls.toSorted((a, b) => rank(a) - rank(b)))
        try {
          const connection = await connect({ url, ca, timeout, ...(bind ?? { user, password }) });
          avoided.delete(url);
          return connection;
        } catch (error) {
          if (bind && isRefusal(error) && !passing.has(error.code)) throw error;
          avoid(url, (error as Error).message);
        }
      throw new DirectoryUnavailable();
    },
  };
};

/** What a host answers that can't serve just now, or isn't the one to ask: referral, busy, unavailable (RFC 4511, appendix A). */
export const passing: ReadonlySet<number> = new Set([10, 51, 52]);
