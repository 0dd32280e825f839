import type { Driver } from '../backends/driver.ts';
import { http } from '../backends/drivers/http.ts';
import { type BackendChoice, shared } from './config.ts';

/** An attribute that isn't there, as the protocol leaves a field out. */
export const given = <T>(value: T | null): T | undefined => value ?? undefined;

/** Answers everything with "something is wrong here": what stands behind an element without a usable backend. */
export const noDriver: Driver = {
  start: async () => ({ problem: { code: 'bad-reply' } }),
  answer: async () => ({ problem: { code: 'bad-reply' } }),
  cancel: () => {},
};

/**
 * The driver that an element was given, or one for the address that it says, else for what its configuration says.
 * @throws TypeError when neither says anything usable.
 */
export const driverFor = (
  { driver, backend }: { driver?: Driver; backend: string | null },
  choice: BackendChoice | undefined,
): Driver => {
  if (driver) return driver;
  if (backend !== null) return http({ url: backend });
  const make = choice && shared.drivers[choice.kind];
  if (!make) throw new TypeError('Keyturn: set the attribute backend');
  return make(choice as never);
};
