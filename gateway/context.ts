import type { MethodKind } from '../backends/protocol/index.ts';
import type { Locale } from '../locales/languages.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { ApprovalSecrets } from './approvals.ts';
import type { Directory } from './directory/directory.ts';
import type { Metrics } from './metrics.ts';
import type { Registrations } from './registrations/registrations.ts';
import type { Secrets } from './secrets.ts';
import type { Store, Unit } from './store/store.ts';
import type { ReadToken } from './tokens.ts';

/** Everything that the steps of a flow stand on. */
export type Gateway = {
  tenant: Tenant;
  /** The policy's methods that can be carried out here. */
  able: readonly MethodKind[];
  directory: Directory;
  registrations: Registrations;
  store: Store;
  secrets: Secrets;
  /** Whether a password is known from a breach; undefined when nobody could say. */
  breached(password: string): Promise<boolean | undefined>;
  /** Reads the token of the host page's session; without one every token is refused. */
  readToken?: ReadToken;
  /** By which answers to calls and notifications are known. */
  approvalSecrets: ApprovalSecrets;
  /** Told of what was written, once it is durable. */
  wrote(unit: Unit, supportCode: string): void;
  /** What is counted; never about a person. */
  metrics: Metrics;
  /** One line of the operator's log; never a secret. */
  log(entry: Record<string, unknown>): void;
};

/** The language to answer in: the one asked for if the tenant has it, else the tenant's own. */
export const localeFor = ({ tenant }: Gateway, asked: string): Locale =>
  tenant.locales.find((code) => code === asked) ??
  tenant.locales.find((code) => code === asked.split('-')[0]) ??
  tenant.defaultLocale;
