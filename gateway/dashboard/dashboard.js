// Draws the reports. The token is in this page's memory alone, and forgotten with it.
const { locale, text, tiles, results, methods, stages } = JSON.parse(
  document.querySelector('#words').textContent,
);
const find = (selector) => document.querySelector(selector);
const [door, board, field, said] = ['#door', '#board', '#token', '#said'].map(find);
const [period, span, busy, charts] = ['#period', '#span', '#busy', '#charts'].map(find);
const number = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: 'percent' });
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const dayLength = 24 * 60 * 60 * 1000; // ms
let token = '';

const put = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const el = (tag, attributes = {}, ...children) =>
  put(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) =>
  put(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

const ask = async (path) => {
  const response = await fetch(`../reports/${path}`, {
    headers: { authorization: `Bearer ${token}` },
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
  if (response.status === 401) throw new Error('wrong');
  if (!response.ok) throw new Error('failed');
  return response;
};

const dayOf = (time) => new Date(time).toISOString().slice(0, 10);
const window = () => {
  const to = Date.parse(dayOf(Date.now())) + dayLength;
  return { from: to - Number(period.value) * dayLength, to };
};
const query = () => {
  const { from, to } = window();
  return `from=${dayOf(from)}&to=${dayOf(to)}`;
};

const tile = ([name, label, hint], value) =>
  el(
    'div',
    { class: 'tile', id: `tile-${name}` },
    el('dt', {}, label),
    el('dd', {}, value),
    el('dd', { class: 'hint' }, hint),
  );

const total = (counts) => Object.values(counts).reduce((sum, one) => sum + one, 0);

const tilesOf = ({ people, resets }) => {
  const { succeeded = 0, 'under-way': open = 0 } = resets.byResult;
  const over = total(resets.byResult) - open;
  const values = {
    registered: number.format(people.registered),
    capable: number.format(people.capable),
    done: number.format(succeeded),
    rate: over > 0 ? percent.format(succeeded / over) : '–',
  };
  return el('dl', { class: 'tiles' }, ...tiles.map((one) => tile(one, values[one[0]])));
};

const heads = (first) =>
  el(
    'thead',
    {},
    el('tr', {}, el('th', { scope: 'col' }, first), el('th', { scope: 'col' }, text.number)),
  );

const line = (label, count, ...more) =>
  el('tr', {}, el('th', { scope: 'row' }, label, ...more), el('td', {}, number.format(count)));

// The table is the chart: each line has its bar.
const bars = (title, counts, nameOf) => {
  const rows = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  const bar = (count) =>
    svg(
      'svg',
      { class: 'line', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { width: (count / most) * 100, height: 4 }),
    );
  const drawn = rows.map(([key, count]) => line(nameOf(key), count, bar(count)));
  const shown =
    drawn.length > 0
      ? el('table', {}, heads(text.what), el('tbody', {}, ...drawn))
      : el('p', { class: 'hint' }, text.none);
  return el('section', { class: 'card' }, el('h2', {}, title), shown);
};

// A round number at or above the greatest: what the topmost line stands for.
const ceiling = (most) => {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 4, 5, 10].map((times) => times * step).find((one) => one >= most);
};

const columns = (days, top) => {
  const width = 100 / days.length;
  const lines = [0, 25, 50, 75, 100].map((y) =>
    svg('line', { x1: 0, x2: 100, y1: y, y2: y, 'vector-effect': 'non-scaling-stroke' }),
  );
  const rects = days.map(([day, count], index) =>
    svg(
      'rect',
      {
        x: index * width + width * 0.15,
        y: 100 - (count / top) * 100,
        width: width * 0.7,
        height: (count / top) * 100,
      },
      svg('title', {}, `${date.format(new Date(day))}: ${number.format(count)}`),
    ),
  );
  return svg(
    'svg',
    {
      class: 'columns',
      viewBox: '0 0 100 100',
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    ...lines,
    ...rects,
  );
};

const perDay = (byDay) => {
  const { from, to } = window();
  const days = Array.from({ length: (to - from) / dayLength }, (_, index) =>
    dayOf(from + index * dayLength),
  ).map((day) => [day, byDay[day] ?? 0]);
  const top = ceiling(Math.max(4, ...days.map(([, count]) => count)));
  const [first, last] = [days[0][0], days.at(-1)[0]].map((day) => date.format(new Date(day)));
  const busyDays = days.filter(([, count]) => count > 0);
  const table =
    busyDays.length > 0
      ? el(
          'details',
          {},
          el('summary', {}, text.asTable),
          el(
            'table',
            {},
            heads(text.day),
            el(
              'tbody',
              {},
              ...busyDays.map(([day, count]) => line(date.format(new Date(day)), count)),
            ),
          ),
        )
      : el('p', { class: 'hint' }, text.none);
  return el(
    'section',
    { class: 'card wide' },
    el('h2', {}, text.perDay),
    el('p', { class: 'scale', 'aria-hidden': 'true' }, number.format(top)),
    columns(days, top),
    el('p', { class: 'axis', 'aria-hidden': 'true' }, el('span', {}, first), el('span', {}, last)),
    table,
  );
};

const methodName = (key) => methods[key] ?? key;
const stageName = (key) => {
  const [stage, method] = key.split(': ');
  return [stages[stage] ?? stage, method && methodName(method)].filter(Boolean).join(': ');
};

const draw = (totals) => {
  const { people, resets } = totals;
  const { from, to } = window();
  span.textContent = date.formatRange(new Date(from), new Date(to - dayLength));
  charts.replaceChildren(
    tilesOf(totals),
    el(
      'div',
      { class: 'cards' },
      perDay(resets.byDay),
      bars(text.results, resets.byResult, (key) => results[key] ?? key),
      bars(text.abandoned, resets.abandonedAt, stageName),
      bars(text.byMethod, resets.byMethod, methodName),
      bars(text.people, people.byMethod, methodName),
    ),
  );
};

const forget = () => {
  token = '';
  field.value = '';
  charts.replaceChildren();
  span.textContent = '';
  board.hidden = true;
  door.hidden = false;
};

// Says what went wrong where the person is: a token that is no longer good closes the board.
const failed = ({ message }) => {
  const why = text[message] ?? text.failed;
  if (message === 'wrong') forget();
  (board.hidden ? said : busy).textContent = why;
  if (board.hidden) field.focus();
};

let asked = 0;
const load = async () => {
  const turn = ++asked;
  busy.textContent = text.busy;
  said.textContent = '';
  try {
    const totals = await (await ask(`totals?${query()}`)).json();
    // Another period was chosen meanwhile, or the board was closed.
    if (turn !== asked || !token) return;
    busy.textContent = '';
    const opened = board.hidden;
    door.hidden = true;
    board.hidden = false;
    draw(totals);
    if (opened) period.focus();
  } catch (error) {
    if (turn === asked) failed(error);
  }
};

const save = async ({
  currentTarget: {
    dataset: { report },
  },
}) => {
  const hidden = find('#pseudonyms').checked ? '&pseudonyms' : '';
  try {
    const file = URL.createObjectURL(
      await (await ask(`${report}?${query()}&format=csv${hidden}`)).blob(),
    );
    el('a', { href: file, download: `${report}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
  } catch (error) {
    failed(error);
  }
};

door.addEventListener('submit', (event) => {
  event.preventDefault();
  token = field.value.trim();
  field.value = '';
  void load();
});
period.addEventListener('change', load);
find('#leave').addEventListener('click', () => {
  forget();
  field.focus();
});
for (const button of document.querySelectorAll('[data-report]'))
  button.addEventListener('click', save);
addEventListener('pagehide', forget);
door.hidden = false;
