import type { Words } from '../../locales/words.ts';

const periods = [7, 30, 90, 365];

/** What the dashboard's script says, in one language: plain texts, and those that stand for something in a report. */
export const scriptWords = (say: Words) => ({
  locale: say.locale,
  text: {
    wrong: say('gateway.dashboard.wrong'),
    failed: say('gateway.dashboard.failed'),
    busy: say('gateway.dashboard.busy'),
    perDay: say('gateway.dashboard.per-day'),
    results: say('gateway.dashboard.results'),
    byMethod: say('gateway.dashboard.by-method'),
    people: say('gateway.dashboard.people'),
    abandoned: say('gateway.dashboard.abandoned'),
    day: say('gateway.dashboard.day'),
    number: say('gateway.dashboard.number'),
    what: say('gateway.dashboard.what'),
    asTable: say('gateway.dashboard.as-table'),
    none: say('gateway.dashboard.none'),
  },
  tiles: [
    ['registered', say('gateway.dashboard.registered'), say('gateway.dashboard.registered-hint')],
    ['capable', say('gateway.dashboard.capable'), say('gateway.dashboard.capable-hint')],
    ['done', say('gateway.dashboard.done'), say('gateway.dashboard.done-hint')],
    ['rate', say('gateway.dashboard.rate'), say('gateway.dashboard.rate-hint')],
  ],
  periods: periods.map((n) => [n, say('gateway.dashboard.days', { n })]),
  results: {
    succeeded: say('gateway.dashboard.result.succeeded'),
    abandoned: say('gateway.dashboard.result.abandoned'),
    failed: say('gateway.dashboard.result.failed'),
    blocked: say('gateway.dashboard.result.blocked'),
    'under-way': say('gateway.dashboard.result.under-way'),
  },
  methods: {
    email: say('gateway.dashboard.method.email'),
    mobile: say('gateway.dashboard.method.mobile'),
    sms: say('gateway.dashboard.method.sms'),
    'call-mobile': say('gateway.dashboard.method.call-mobile'),
    office: say('gateway.dashboard.method.office'),
    'call-office': say('gateway.dashboard.method.call-office'),
    totp: say('gateway.dashboard.method.totp'),
    push: say('gateway.dashboard.method.push'),
    passkey: say('gateway.dashboard.method.passkey'),
    'backup-code': say('gateway.dashboard.method.backup-code'),
    questions: say('gateway.dashboard.method.questions'),
  },
  // As the report has them, before the colon.
  stages: {
    'before the user name': say('gateway.dashboard.at.name'),
    'before choosing a method': say('gateway.dashboard.at.method'),
    'before the code': say('gateway.dashboard.at.code'),
    'before the approval': say('gateway.dashboard.at.approval'),
    'after a wrong proof': say('gateway.dashboard.at.wrong'),
    'after proving by': say('gateway.dashboard.at.proved'),
  },
});
