// What the page behind a mail's link carries: a reset that goes on by the link's token, once somebody has pressed the
// button. Until then nothing is asked of the backend: scanners that open links and run scripts use nothing up.
import type { StartRequest, Step } from '../backends/protocol/index.ts';
import { http } from '../backends/drivers/http.ts';
import { shared } from './config.ts';
import { register } from './register.ts';
import { KeyturnReset } from './reset.ts';
import type { Screen } from './screen.ts';
import { identify } from './screens/identify.ts';
import type { State } from './state.ts';

// The address was checked when the portal was built.
shared.driverFor = ({ backend }) => http({ url: backend! });

// In memory alone from here on: neither the address nor the history keeps it.
let link = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

// Whose account it is follows from the token, so the form has nothing to type.
const pressed: Screen<'identify'> = {
  ...identify,
  read: () => ({ kind: 'identify', username: '' }),
};

class LinkedReset extends KeyturnReset {
  #begun = false;

  override request(): StartRequest {
    return { flow: 'reset', locale: this.language, link };
  }

  override screenAt(step: Step): Screen | undefined {
    return !this.#begun && step.kind === 'identify' ? (pressed as Screen) : super.screenAt(step);
  }

  override moved(before: State, after: State): void {
    super.moved(before, after);
    if (after.flow) this.#begun = true;
    // The page has words of its own for a link that is no longer good, and for where to start again.
    if (this.#begun ? before.flow && !after.flow : after.problem?.code === 'flow-expired') {
      const over = document.querySelector<HTMLElement>('#over')!;
      this.hidden = true;
      over.hidden = false;
      over.querySelector('h2')!.focus();
    }
    if (this.#begun) link = '';
  }
}

register({ 'keyturn-reset': LinkedReset });
