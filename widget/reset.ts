import type { Step } from '../backends/protocol/index.ts';
import { FlowElement } from './flow-element.ts';
import { resetScreens } from './screens/reset.ts';

/** `<keyturn-reset>`: a forgotten password is reset, or a locked account unlocked. */
export class KeyturnReset extends FlowElement {
  protected readonly flowKind = 'reset';
  protected readonly screens = resetScreens;

  firstStep(): Step {
    return { kind: 'identify', username: this.username ?? undefined };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-reset': KeyturnReset;
  }
}
