// The classes alone: importing this registers nothing and touches no page, so it is safe in plain Node.
import { shared } from './config.ts';
import { hearLateProperties } from './late-properties.ts';

// Not in config.ts: the portal's pages bring a driver, and needn't carry this sentence.
shared.driverFor ??= () => {
  throw new TypeError('Keyturn: import keyturn/define, or set shared.driverFor');
};

hearLateProperties();

export { KeyturnAccess } from './access.ts';
export { KeyturnChange } from './change.ts';
export { shared, type WidgetConfig } from './config.ts';
export type { KeyturnEvents } from './events.ts';
export { ConfiguredElement } from './configured.ts';
export { FlowElement } from './flow-element.ts';
export { KeyturnRegister } from './registration.ts';
export { KeyturnReminder } from './reminder.ts';
export { KeyturnReset } from './reset.ts';
export type { WidgetWords } from './words.ts';
