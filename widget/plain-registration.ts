import type { Step } from '../backends/protocol/index.ts';
import { FlowElement } from './flow-element.ts';
import { registrationScreens } from './screens/registration.ts';

/** Registration behind a sign-in form of its own: all that the portal's page needs, for nobody is signed in there. */
export class PlainRegistration extends FlowElement {
  protected readonly flowKind = 'register';
  protected readonly screens = registrationScreens;

  firstStep(): Step {
    return { kind: 'sign-in', username: this.username ?? undefined };
  }
}
