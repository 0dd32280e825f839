// What Firefox's password manager thinks of a page: told to observers inside the browser.
import type { Inside } from './in-firefox.ts';

/** A login that it would keep: a new one, or another password for a name that it has. */
export type Offer = { kind: 'save' | 'change'; username: string; password: string };

/** Its opinion of the page on show. */
export type Judge = {
  /** The login that it asks for just now, in a box that opens by itself; null if in none, or in one to be opened. */
  asks(): Promise<Offer | null>;
  /** How often it took something for the end of a form: its submit event, or its going away after a call. */
  ends(): Promise<number>;
  /** How often it has looked at what is typed. */
  looks(): Promise<number>;
  /** Forgets all logins, and whatever was asked. */
  startOver(): Promise<void>;
  store(origin: string, username: string, password: string): Promise<void>;
};

const watch = `(() => {
  const state = (globalThis.keyturn = { ends: 0, looks: 0, last: null });
  state.watcher = {
    observe(subject, topic) {
      if (topic === 'passwordmgr-form-submission-detected') return void (state.ends += 1);
      const { username, password } = subject.QueryInterface(Ci.nsILoginInfo);
      state.looks += 1;
      state.last = { kind: topic.split('-').at(-1), username, password };
    },
  };
  for (const what of ['prompt-save', 'prompt-change', 'form-submission-detected'])
    Services.obs.addObserver(state.watcher, 'passwordmgr-' + what);
})()`;

const shown = `PopupNotifications.getNotification('password', gBrowser.selectedBrowser)`;

const startOver = `(async () => {
  Object.assign(keyturn, { ends: 0, looks: 0, last: null });
  const box = ${shown};
  if (box) PopupNotifications.remove(box);
  const { logins } = Services;
  // Its name in older and in newer ones.
  await (logins.removeAllLoginsAsync ?? logins.removeAllLogins).call(logins);
})()`;

const stored = (...login: string[]): string => `(async () => {
  const Login = Components.Constructor('@mozilla.org/login-manager/loginInfo;1', Ci.nsILoginInfo, 'init');
  const [origin, username, password] = ${JSON.stringify(login)};
  await Services.logins.addLoginAsync(new Login(origin, origin, null, username, password, '', ''));
  // A page that is quick asks for it before it can be found.
  while ((await Services.logins.searchLoginsAsync({ origin })).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
})()`;

/** Begins to listen. */
export const judgeIn = async (inside: Inside): Promise<Judge> => {
  await inside(watch);
  return {
    asks: () => inside(`${shown}?.dismissed === false ? keyturn.last : null`),
    ends: () => inside('keyturn.ends'),
    looks: () => inside('keyturn.looks'),
    startOver: () => inside(startOver),
    store: (...login) => inside(stored(...login)),
  };
};
