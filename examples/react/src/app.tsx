import { useState } from 'react';
import type { KeyturnEvents } from 'keyturn/react';
import { tokenOfSession } from './session';

type Outcome = KeyturnEvents['keyturn-done']['detail']['outcome'];

const said: Partial<Record<Outcome, string>> = {
  'password-reset': 'You can sign in with your new password now.',
  unlocked: 'Your account is open again.',
  registered: 'Thank you: you will get back in by yourself.',
};

/** An account page: what is registered for somebody who is signed in, the way back in for everybody else. */
export const App = () => {
  const [signedIn, setSignedIn] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <main>
      <h1>Contoso</h1>
      <label>
        <input
          type="checkbox"
          checked={signedIn}
          onChange={({ target }) => setSignedIn(target.checked)}
        />
        Signed in
      </label>
      {outcome && <p role="status">{said[outcome] ?? 'Done.'}</p>}
      {signedIn ? (
        <keyturn-register
          backend="/api"
          getToken={tokenOfSession}
          onkeyturn-done={({ detail }) => setOutcome(detail.outcome)}
        />
      ) : (
        <keyturn-reset backend="/api" onkeyturn-done={({ detail }) => setOutcome(detail.outcome)} />
      )}
    </main>
  );
};
