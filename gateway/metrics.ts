// Numbers for whoever watches the gateway, in Prometheus' text format. Three kinds of instruments, and labels with a few
// known values each: no name, number, address or id is ever one.

type Labels = Readonly<Record<string, string>>;

const kinds = {
  keyturn_flows_total: 'Flows that began',
  keyturn_answers_total: 'Answers by the step they were given to, and the problem they met',
  keyturn_ends_total: 'Flows that came to an end, by outcome or reason',
  keyturn_messages_total: 'Messages by what became of a try to send them',
  keyturn_limits_total: 'Requests that met a limit',
} as const;

type CounterName = keyof typeof kinds;

// Seconds. A reset's slow part is one hash; beyond the last something is wrong.
const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is measured when somebody asks: values by their labels. */
export type Gauge = { name: string; help: string; read: () => Promise<[Labels, number][]> };

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const series = (name: string, labels: Labels): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

// An instrument has the same labels each time, in the same order; set in the text format they are only when somebody asks.
const keyOf = (labels: Labels): string => Object.values(labels).join('\n');

const headOf = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

class Durations {
  static readonly name = 'keyturn_request_duration_seconds';
  readonly #all = new Map<string, { labels: Labels; counts: number[]; sum: number }>();

  observe(labels: Labels, seconds: number): void {
    const key = keyOf(labels);
    const one = this.#all.get(key) ?? { labels, counts: [0, ...bounds.map(() => 0)], sum: 0 };
    const place = bounds.findIndex((bound) => seconds <= bound);
    one.counts[place === -1 ? bounds.length : place]! += 1;
    one.sum += seconds;
    this.#all.set(key, one);
  }

  lines(): string[] {
    const { name } = Durations;
    const body = [...this.#all.values()].flatMap(({ labels, counts, sum }) => {
      let total = 0;
      const buckets = counts.map((count, index) => {
        total += count;
        const le = String(bounds[index] ?? '+Inf');
        return `${series(`${name}_bucket`, { ...labels, le })} ${total}`;
      });
      return [
        ...buckets,
        `${series(`${name}_sum`, labels)} ${sum}`,
        `${series(`${name}_count`, labels)} ${total}`,
      ];
    });
    return [...headOf(name, 'histogram', 'How long requests took'), ...body];
  }
}

/** The numbers of one gateway, since it started. */
export class Metrics {
  readonly #counters = new Map<CounterName, Map<string, { labels: Labels; n: number }>>();
  readonly #durations = new Durations();
  readonly #gauges: Gauge[] = [];

  /** Counts something; each label has few values, and none of them is about a person. */
  count(name: CounterName, labels: Labels): void {
    const own = this.#counters.get(name) ?? new Map<string, { labels: Labels; n: number }>();
    const key = keyOf(labels);
    const one = own.get(key) ?? { labels, n: 0 };
    one.n += 1;
    own.set(key, one);
    this.#counters.set(name, own);
  }

  /** Notes how long a request took, in seconds. */
  took(labels: Labels, seconds: number): void {
    this.#durations.observe(labels, seconds);
  }

  /** Adds what is measured when somebody asks. */
  gauge(gauge: Gauge): void {
    this.#gauges.push(gauge);
  }

  /** All of it in the text format, version 0.0.4. What can't be measured now is left out. */
  async text(): Promise<string> {
    const counters = Object.entries(kinds).flatMap(([name, help]) => [
      ...headOf(name, 'counter', help),
      ...[...(this.#counters.get(name as CounterName)?.values() ?? [])].map(
        ({ labels, n }) => `${series(name, labels)} ${n}`,
      ),
    ]);
    const gauges = await Promise.all(
      this.#gauges.map(async ({ name, help, read }) => {
        const values = await read().catch(() => []);
        const lines = values.map(([labels, value]) => `${series(name, labels)} ${value}`);
        return [...headOf(name, 'gauge', help), ...lines];
      }),
    );
    return `${[...counters, ...this.#durations.lines(), ...gauges.flat()].join('\n')}\n`;
  }
}
