import type { Driver } from '../backends/driver.ts';
import { entra } from '../backends/drivers/entra.ts';
import { links } from '../backends/drivers/links.ts';
import type { WidgetConfig } from './config.ts';
import type { ConfiguredElement } from './configured.ts';
import { driverAt } from './driver-for-http.ts';

const drivers: Record<string, (options: never) => Driver> = {
  http: ({ url }: { url: string }) => driverAt(url),
  links,
  entra,
};

/**
 * The driver that an element was given, or one for the address that it says, else for what its configuration says.
 * @throws TypeError when none of them says anything usable.
 */
export const driverFor = ({ driver, backend }: ConfiguredElement, config: WidgetConfig): Driver => {
  if (driver) return driver;
  const choice = backend === null ? config.backend : { kind: 'http', url: backend };
  const make = choice && drivers[choice.kind];
  if (!make)
    throw new TypeError('Keyturn: set the attribute backend, or load the embed file of a portal');
  return make(choice as never);
};
