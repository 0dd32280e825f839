import type { StartRequest } from '../backends/protocol/index.ts';
import { PlainRegistration } from './plain-registration.ts';
import type { Screen } from './screen.ts';
import { opening } from './screens/opening.ts';
import { isOpening, type State } from './state.ts';

/**
 * `<keyturn-register>`: recovery methods are looked at, added, changed and confirmed. Where `getToken` is set, nobody
 * has to sign in first; a token that isn't taken leads to the form for signing in.
 */
export class KeyturnRegister extends PlainRegistration {
  override opens(): boolean {
    return super.opens() || this.getToken !== undefined;
  }

  // Whoever types a password has been told that the token is of no use.
  override async request(starts: boolean): Promise<StartRequest> {
    const request = await super.request(starts);
    if (!starts || super.opens()) return request;
    try {
      return { ...request, token: await this.getToken?.() };
    } catch {
      // The page doesn't know who is there either: the backend asks.
      return request;
    }
  }

  protected override screenOf(state: State): Screen | undefined {
    const { problem } = state;
    const signsIn = problem?.fields ?? problem?.code === 'not-signed-in';
    return this.opens() && isOpening(state) && !signsIn ? opening : super.screenOf(state);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-register': KeyturnRegister;
  }
}
