// A page of somebody who has the package alone. It's compiled, not run.
import 'keyturn/define';
import type { Outcome } from 'keyturn/protocol';
import { type KeyturnEvents, type WidgetConfig, shared } from 'keyturn/widget';
import nl from 'keyturn/locales/nl.js';

const reset = document.querySelector('keyturn-reset')!;
reset.backend = 'https://id.contoso.com/keyturn';
reset.returnTo = null;
reset.config = { words: { en: { next: 'Go on' }, nl } } satisfies WidgetConfig;
// @ts-expect-error A backend is said by its address.
reset.backend = 7;

reset.addEventListener('keyturn-done', ({ detail, currentTarget }) => {
  console.log(detail.outcome satisfies Outcome, currentTarget);
  // @ts-expect-error There is no such outcome: it isn’t just any text.
  if (detail.outcome === 'lost') console.log(detail);
  // @ts-expect-error Nothing that was typed is ever in an event.
  console.log(detail.password);
});
document.addEventListener('keyturn-step', (event) => {
  const known: KeyturnEvents['keyturn-step'] = event;
  console.log(known);
  if (event.detail.kind === 'enter-code') console.log('a code is on its way');
});
window.addEventListener('keyturn-stopped', ({ detail }) => {
  console.log(detail.reason satisfies string, detail.supportCode satisfies string);
});
document.createElement('keyturn-access').addEventListener('keyturn-problem', ({ detail }) => {
  // @ts-expect-error There is no such problem.
  if (detail.code === 'no-such-problem') console.log(detail);
});

shared.config = { backend: { kind: 'http', url: 'https://id.contoso.com/keyturn' } };
