import type { NewPerson } from '../../gateway/directory/people.ts';
import { type Html, html } from '../../templates/html.ts';
import { wordsFor } from '../../locales/words.ts';
import type { WordKey } from '../../locales/tables.ts';
import { pagePath } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { demoPage } from './shell.ts';

const questions = (person: NewPerson): Html => {
  const say = wordsFor('en');
  const list = (person.questions ?? []).map(
    ({ id, text, answer }) =>
      html`<li>${text ?? say(`gateway.question.${id}` as WordKey)} <b>${answer}</b></li>`,
  );
  return html`<ul>${person.methods.map(({ kind, value }) => html`<li>${kind}: <bdi dir="ltr">${value}</bdi></li>`)}${list}</ul>`;
};

const row = (person: NewPerson): Html => html`<tr>
<th scope="row"><bdi>${person.name}</bdi><br><code>${person.username}</code>${person.locked && html`<br><em>locked</em>`}</th>
<td><code>${person.password}</code></td>
<td>${questions(person)}</td>
</tr>`;

/** `/demo/`: who there is, and what was "sent". The messages are fetched anew every two seconds. */
export const peoplePage = (people: readonly NewPerson[], tenant: Tenant): string =>
  demoPage({
    title: `${tenant.organization.name}: the demo`,
    body: html`<h1>Behind the demo</h1>
<p>Nothing leaves this machine. Messages that a real gateway would send arrive here.</p>
<p class="ways"><a href="${pagePath(tenant, tenant.defaultLocale)}">The portal</a> <a href="/demo/sign-in/">A sign-in page with the widget</a> ${tenant.backend.kind === 'http' && html`<a href="${tenant.backend.url}/policy">The policy, as the protocol has it</a>`}</p>
<h2>What was sent</h2>
<div id="outbox" aria-live="polite"><p>Nothing yet. Ask for a code in <a href="${pagePath(tenant, tenant.defaultLocale, 'reset')}">the portal</a>.</p></div>
<h2>Who there is</h2>
<p>The passwords are those of the start. <button type="button" id="anew">Start over</button></p>
<div class="wide"><table><thead><tr><th scope="col">Person</th><th scope="col">Password at the start</th><th scope="col">Registered</th></tr></thead>
<tbody>${people.map(row)}</tbody></table></div>
<template id="message"><details><summary><bdi></bdi> <span></span> <time></time></summary><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail"></iframe><pre></pre></details></template>
<script type="module" src="/demo/outbox.js"></script>`,
  });
