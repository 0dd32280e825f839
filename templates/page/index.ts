// The kit's own page: a gallery of everything, to look at, to copy and to send. It works from a folder, without a server.
import { createHash } from 'node:crypto';
import { languages } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { namesToBind } from '../dialects.ts';
import { type Html, html, script as scriptElement, style } from '../html.ts';
import { kitLetters } from '../kit-letters.ts';
import { type Stationery, wordsOf } from '../letter.ts';
import { channelPapers } from '../papers/paper.ts';
import type { PaperPiece } from '../papers/index.ts';
import { isReviewed, type Piece } from '../pieces.ts';
import type { PrintPlace } from '../print/places.ts';
import { type Desk, letterCard, paperCard, printCard } from './card.ts';
import { css } from './css.ts';
import { script } from './script.ts';

/** What the page shows. */
export type Contents = {
  pieces: readonly Piece[];
  papers: readonly PaperPiece[];
  /** Paths of the calendars, one a wave. */
  calendars: readonly string[];
  /** What there is to print. */
  prints: readonly PrintPlace[];
};

type Choice = { value: string; text: string; lang?: string };

const radio = (name: string, { value, text, lang }: Choice, chosen: boolean, desk: Desk): Html => {
  const label = html`<span lang="${lang ?? desk.say.locale}">${text}</span>`;
  return chosen
    ? html`<label><input type="radio" name="${name}" value="${value}" checked>${label}</label>`
    : html`<label><input type="radio" name="${name}" value="${value}">${label}</label>`;
};

type Asked = { name: string; legend: string; choices: readonly Choice[]; chosen: string };

const choice = ({ name, legend, choices, chosen }: Asked, desk: Desk): Html =>
  html`<fieldset><legend>${legend}</legend><div class="choice">${choices.map((one) => radio(name, one, one.value === chosen, desk))}</div></fieldset>`;

const filters = ({ pieces, prints }: Contents, { input, say }: Desk): Asked[] => {
  const all = { value: '', text: say('kit.page.all') };
  const numbers = [...new Set(pieces.map(({ wave }) => wave?.number))]
    .filter((number) => number !== undefined)
    .toSorted((a, b) => a - b);
  const { locales, defaultLocale } = input.tenant;
  const asked: (Asked | false)[] = [
    locales.length > 1 && {
      name: 'language',
      legend: say('kit.page.language'),
      choices: [
        all,
        ...locales.map((code) => ({ value: code, text: languages[code].name, lang: code })),
      ],
      chosen: defaultLocale,
    },
    numbers.length > 1 && {
      name: 'wave',
      legend: say('kit.page.wave'),
      choices: [all, ...numbers.map((one) => ({ value: String(one), text: String(one) }))],
      chosen: '',
    },
    {
      name: 'channel',
      legend: say('kit.page.channel'),
      choices: [
        all,
        { value: 'mails', text: say('kit.page.mails') },
        { value: 'channels', text: say('kit.page.channels') },
        ...(prints.length > 0 ? [{ value: 'print', text: say('print.section') }] : []),
        { value: 'guides', text: say('kit.page.guides') },
      ],
      chosen: '',
    },
  ];
  return asked.filter((one) => one !== false);
};

const views = ({ say }: Desk): Asked[] => [
  {
    name: 'view',
    legend: say('kit.page.view'),
    choices: [
      { value: 'phone', text: say('kit.page.phone') },
      { value: 'desktop', text: say('kit.page.desktop') },
    ],
    chosen: 'phone',
  },
  {
    name: 'scheme',
    legend: `${say('kit.page.light')} / ${say('kit.page.dark')}`,
    choices: [
      { value: 'light', text: say('kit.page.light') },
      { value: 'dark', text: say('kit.page.dark') },
    ],
    chosen: 'light',
  },
];

const tools = (contents: Contents, desk: Desk): Html =>
  html`<form id="tools" aria-label="${desk.say('kit.page.tools')}" hidden>${[...filters(contents, desk), ...views(desk)].map((one) => choice(one, desk))}<div class="end"><span id="count" role="status"></span><button type="submit">${desk.say('kit.page.print')}</button></div></form>`;

const section = (title: string, lead: string, cards: readonly Html[]): Html | false =>
  cards.length > 0 &&
  html`<section><h2>${title}</h2>${lead !== '' && html`<p>${lead}</p>`}<ul class="cards">${cards}</ul></section>
`;

const sections = ({ pieces, papers, prints }: Contents, desk: Desk): (Html | false)[] => {
  const { say } = desk;
  const letters = (kind: 'campaign' | 'standing' | 'service') =>
    pieces
      .filter(({ name }) => kitLetters[name].kind === kind)
      .map((piece) => letterCard(piece, desk));
  const isChannel = ({ paper }: PaperPiece): boolean =>
    (channelPapers as readonly string[]).includes(paper.name);
  const cards = (channel: 'channels' | 'guides') =>
    papers
      .filter((piece) => isChannel(piece) === (channel === 'channels'))
      .map((piece) => paperCard(piece, desk, channel));
  return [
    section(say('mail.kit.campaign'), '', letters('campaign')),
    section(say('kit.page.channels'), '', cards('channels')),
    section(
      say('print.section'),
      say('print.section-lead'),
      prints.map((place) => printCard(place, desk)),
    ),
    section(say('mail.kit.standing'), '', letters('standing')),
    section(say('mail.kit.service'), say('mail.kit.service-lead'), letters('service')),
    section(say('kit.page.guides'), '', cards('guides')),
  ];
};

// What a program doesn't know, it leaves out, or leaves standing.
const binding = ({ pieces }: Contents, { input, say }: Desk): Html | false => {
  const said = pieces.map(({ letter }) => letter.text).join('\n');
  const names = namesToBind(said, input.tenant.rollout.mergeTags);
  return (
    names.length > 0 &&
    html`<p>${say('kit.page.bind', { n: names.length })} ${names.map((one, index) => html`${index > 0 && ' · '}<code dir="ltr" translate="no">${one}</code>`)}</p>`
  );
};

const facts = (contents: Contents, desk: Desk): Html => {
  const { calendars, pieces } = contents;
  const { input, say } = desk;
  const unread = pieces.filter((piece) => !isReviewed(piece, input.tenant)).length;
  const links = calendars.map(
    (path) => html`<li><a href="${path}" download>${say('kit.page.calendar')}: ${path}</a></li>`,
  );
  return html`<p>${say('kit.page.review-lead', { n: unread })}</p>${binding(contents, desk)}<ul class="facts"><li><a href="${input.tenant.defaultLocale}/plan.html">${say('kit.plan.title')}</a></li>${links}<li><a href="qa.json">${say('kit.page.sheet')}</a></li></ul>`;
};

const policy = `default-src 'none'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; style-src 'unsafe-inline'; img-src 'self' file: https:; frame-src 'self'; base-uri 'none'; form-action 'none'`;

const pageWords = ({ tenant }: Stationery): Words =>
  wordsOf({ tenant, locale: tenant.defaultLocale });

/** The page, in the tenant's default language. */
export const kitPage = (input: Stationery, contents: Contents): string => {
  const { tenant, tokens, logo } = input;
  const say = pageWords(input);
  const desk: Desk = { input, say };
  const title = say('kit.page.title', { organization: tenant.organization.shortName });
  return html`<!doctype html>
<html lang="${say.locale}" dir="${say.dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
${style(tokensCss(tokens) + css)}
</head>
<body data-logo="${logo?.src ?? ''}">
<header class="top"><h1>${title}</h1><p>${say('kit.page.lead')}</p>${facts(contents, desk)}</header>
${tools(contents, desk)}
<main><p id="none" hidden>${say('kit.page.none')}</p>
${sections(contents, desk)}</main>
<p id="copied" class="said" role="status" data-said="${say('kit.page.copied')}"></p>
${scriptElement(script)}
</body>
</html>
`.markup;
};
