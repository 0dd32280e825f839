import type { Step } from '../backends/protocol/index.ts';
import { FlowElement } from './flow-element.ts';
import { changeScreens } from './screens/change.ts';

/**
 * `<keyturn-change>`: a password that is known is changed.
 * @attr expired - Says first that the password has expired.
 */
export class KeyturnChange extends FlowElement {
  protected readonly flowKind = 'change';
  protected readonly screens = changeScreens;

  firstStep(): Step {
    return {
      kind: 'sign-in',
      username: this.username ?? undefined,
      expired: this.hasAttribute('expired'),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-change': KeyturnChange;
  }
}
