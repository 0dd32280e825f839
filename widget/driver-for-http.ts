import type { Driver } from '../backends/driver.ts';
import { http } from '../backends/drivers/http.ts';
import { httpRegistration } from '../backends/drivers/http-registration.ts';
import { baseUrl } from './base-url.ts';
import type { WidgetConfig } from './config.ts';
import type { ConfiguredElement } from './configured.ts';

/** The driver for our own protocol at an address. @throws TypeError for one that can't be used. */
export const driverAt = (address: string): Driver => {
  const url = baseUrl(address);
  return { ...http({ url }), registration: httpRegistration({ url }) };
};

/**
 * The driver that an element was given, or our protocol's for the address that it says, else for the configured one.
 * @throws TypeError for an address that can't be used.
 */
export const driverForHttp = (
  { driver, backend }: ConfiguredElement,
  config: WidgetConfig,
): Driver => driver ?? driverAt(backend ?? String(config.backend?.url));
