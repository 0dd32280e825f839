// Compiled by `npm run types`, never run: what a developer's editor knows of the elements.
import type {
  KeyturnAccess,
  KeyturnChange,
  KeyturnEvents,
  KeyturnRegister,
  KeyturnReminder,
  KeyturnReset,
} from '../../widget/index.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Tags = HTMLElementTagNameMap;
type Detail<N extends keyof KeyturnEvents> = KeyturnEvents[N]['detail'];

/** Each element by its tag, and no other tag of ours. */
export const tags: [
  Same<Tags['keyturn-reset'], KeyturnReset>,
  Same<Tags['keyturn-change'], KeyturnChange>,
  Same<Tags['keyturn-register'], KeyturnRegister>,
  Same<Tags['keyturn-reminder'], KeyturnReminder>,
  Same<Tags['keyturn-access'], KeyturnAccess>,
  Same<
    Extract<keyof Tags, `keyturn-${string}`>,
    'keyturn-reset' | 'keyturn-change' | 'keyturn-register' | 'keyturn-reminder' | 'keyturn-access'
  >,
] = [true, true, true, true, true, true];

/** What each listener is given, without a type being written. */
export const listening = (element: KeyturnReset | KeyturnReminder | HTMLElement): true[] => {
  const same: true[] = [];
  element.addEventListener('keyturn-step', ({ detail }) => {
    const known: Same<typeof detail, Detail<'keyturn-step'>> = true;
    const alone: Same<keyof typeof detail, 'kind'> = true;
    same.push(known, alone);
  });
  element.addEventListener('keyturn-done', ({ detail }) => {
    const known: Same<typeof detail, Detail<'keyturn-done'>> = true;
    same.push(known);
  });
  element.addEventListener('keyturn-stopped', ({ detail }) => {
    const known: Same<keyof typeof detail, 'reason' | 'supportCode'> = true;
    same.push(known);
  });
  element.addEventListener('keyturn-problem', ({ detail }) => {
    const known: Same<typeof detail, Detail<'keyturn-problem'>> = true;
    same.push(known);
  });
  const made = document.createElement('keyturn-register');
  made.getToken = async () => 'token';
  made.getToken = () => 'token';
  return same;
};
