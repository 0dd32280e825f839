import type { Step } from '../backends/protocol/index.ts';
import { FlowElement } from './flow-element.ts';
import { registrationScreens } from './screens/registration.ts';

/** `<keyturn-register>`: recovery methods are looked at, added, changed and confirmed. */
export class KeyturnRegister extends FlowElement {
  protected readonly flowKind = 'register';
  protected readonly screens = registrationScreens;

  firstStep(): Step {
    return { kind: 'sign-in', username: this.username ?? undefined };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-register': KeyturnRegister;
  }
}
