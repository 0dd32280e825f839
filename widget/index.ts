// The classes alone: importing this registers nothing and touches no page, so it is safe in plain Node.
export { KeyturnAccess } from './access.ts';
export { KeyturnChange } from './change.ts';
export { shared, type WidgetConfig } from './config.ts';
export type { KeyturnEvents } from './events.ts';
export { FlowElement } from './flow-element.ts';
export { KeyturnReset } from './reset.ts';
export type { WidgetWords } from './words.ts';
