// The dashboard as one page: what it carries is named by hash in its policy, and nothing comes from elsewhere.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { languages, type Locale } from '../../locales/languages.ts';
import { type Words, wordsFor } from '../../locales/words.ts';
import type { Stationery } from '../../templates/index.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { scriptWords } from './words.ts';

/** A page, and the policy that goes with it. */
export type DashboardPage = { html: string; policy: string };

// Beside the compiled command the files are where they are beside the source: two folders up, and down again.
const fileText = (name: string): string =>
  readFileSync(new URL(`../../gateway/dashboard/${name}`, import.meta.url), 'utf8');

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const digest = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const languageLinks = (locales: readonly Locale[], locale: Locale): string =>
  locales.length < 2
    ? ''
    : `<nav><ul>${locales
        .map((code) => {
          const { name, dir } = languages[code];
          const now = code === locale ? ' aria-current="true"' : '';
          return `<li><a href="${code}" hreflang="${code}" lang="${code}" dir="${dir}"${now}>${name}</a></li>`;
        })
        .join('')}</ul></nav>`;

const body = (say: Words, organization: string, links: string): string => {
  const text = (...given: Parameters<Words>): string => escaped(say(...given));
  const options = scriptWords(say)
    .periods.map(
      ([days, label]) =>
        `<option value="${days}"${days === 30 ? ' selected' : ''}>${escaped(String(label))}</option>`,
    )
    .join('');
  return `<header><div class="top"><b>${escaped(organization)}</b>${links}</div>
<h1>${text('gateway.dashboard.title')}</h1><p>${text('gateway.dashboard.lead', { organization })}</p></header>
<main><noscript><p class="note">${text('gateway.dashboard.noscript')}</p></noscript>
<form id="door" hidden><label for="token">${text('gateway.dashboard.token')}</label>
<input id="token" type="password" autocomplete="off" spellcheck="false" required aria-describedby="hint said" dir="ltr">
<p id="hint">${text('gateway.dashboard.token-hint')}</p>
<button>${text('gateway.dashboard.open')}</button><p id="said" role="alert"></p></form>
<div id="board" hidden><div class="bar">
<label>${text('gateway.dashboard.period')} <select id="period">${options}</select></label>
<span id="span"></span><span id="busy" role="status"></span>
<button id="leave" class="quiet" type="button">${text('gateway.dashboard.leave')}</button></div>
<div id="charts"></div>
<section class="card sheet"><h2>${text('gateway.dashboard.sheet')}</h2>
<label><input id="pseudonyms" type="checkbox" checked> ${text('gateway.dashboard.pseudonyms')}</label>
<div class="bar"><button class="quiet" type="button" data-report="resets">${text('gateway.dashboard.sheet-resets')}</button>
<button class="quiet" type="button" data-report="registrations">${text('gateway.dashboard.sheet-registrations')}</button></div></section></div></main>`;
};

/** Makes the dashboard in one language. */
export const dashboardPage = ({ tenant, tokens }: Stationery, locale: Locale): DashboardPage => {
  const say = wordsFor(locale, tenant.text[locale]);
  const css = `${tokensCss(tokens)}${fileText('dashboard.css')}`;
  const script = fileText('dashboard.js');
  const data = JSON.stringify(scriptWords(say)).replaceAll('<', '\\u003c');
  const { shortName } = tenant.organization;
  const title = escaped(`${say('gateway.dashboard.title')} – ${shortName}`);
  const html = `<!doctype html><html lang="${locale}" dir="${say.dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><style>${css}</style></head>
<body>${body(say, shortName, languageLinks(tenant.locales, locale))}
<script type="application/json" id="words">${data}</script><script type="module">${script}</script></body></html>`;
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(css)}`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return { html, policy };
};
