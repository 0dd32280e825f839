import type { FlowKind } from '../backends/protocol/index.ts';
import type { ConfiguredElement } from './configured.ts';

/** A new element for a flow, told all that another element was told. Its heading takes the focus when it's shown. */
export const nested = (element: ConfiguredElement, flow: FlowKind): ConfiguredElement => {
  const { language: locale, backend, username, returnTo, driver, getToken, settings } = element;
  return Object.assign(document.createElement(`keyturn-${flow}`), {
    autofocus: true,
    locale,
    backend,
    username,
    returnTo,
    driver,
    getToken,
    config: settings,
  });
};
