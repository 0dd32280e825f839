// docs/protocol.md: the protocol to read, from the same description as `/openapi.json`. `npm run docs` writes it.
import { format, resolveConfig } from 'prettier';
import {
  answer,
  methodKinds,
  type ProblemCode,
  problemStatus,
  step,
} from '../../../backends/protocol/index.ts';
import { openApi } from '../../../gateway/http/openapi.ts';
import { fieldRows, type Schema } from './notation.ts';
import { mono, root, table } from './tables.ts';

/** Where the page is. */
export const protocolFile = `${root}docs/protocol.md`;

type Content = { content?: Record<string, { schema: Schema }> };
type Call = {
  summary: string;
  requestBody?: Content;
  responses: Record<string, Content & { description: string }>;
};
type Described = {
  paths: Record<string, Record<'get' | 'post' | 'delete', Call>>;
  components: { schemas: Record<string, Schema> };
};

const described = openApi('https://passwords.contoso.com/api') as Described;
const { schemas } = described.components;

const meanings: Record<ProblemCode, string> = {
  'wrong-code': 'Not the code, or no longer; it can be tried again.',
  'wrong-answer': 'Not what was registered; other questions come.',
  'wrong-number': 'Not the number that is known in full.',
  'wrong-password': 'Not the present password, or nobody’s: nobody learns which.',
  'wrong-challenge': 'The proof of work is missing or wrong.',
  'wrong-passkey': 'Not a passkey of this account, or not for this page.',
  'not-approved': 'Refused or forgotten on the other device.',
  'code-expired': 'Too late; another one can be sent.',
  'password-rejected': '`broken` says which rules.',
  'invalid-answer': 'Not of the protocol; `fields` says where. The same for every name.',
  'stale-answer': 'The flow stands at another step, which comes along.',
  'flow-expired': 'Over, used up, or never was: begin anew.',
  'not-signed-in': 'The token is missing, or of no use.',
  'too-many-tries': 'Slower: `Retry-After` says when.',
  locked: 'Self-service is closed for this name until `retryAt`; the account itself isn’t.',
  'not-eligible': 'Not here, and nobody is told why; `help` says whom to ask.',
  'directory-unavailable': 'Nothing was changed; it can be tried again.',
  'outcome-unknown': 'The change was sent, and nobody knows whether it was made. Never say done.',
};

const schemaOf = ({ content = {} }: Content): string =>
  [
    ...new Set(
      Object.values(content).flatMap(({ schema }) => schema.$ref?.split('/').at(-1) ?? []),
    ),
  ].join(', ');

const callRows = (): string[][] =>
  Object.entries(described.paths).flatMap(([path, calls]) =>
    (['get', 'post', 'delete'] as const)
      .filter((method) => calls[method])
      .map((method) => {
        const { summary, requestBody, responses } = calls[method];
        const good = Object.keys(responses).find((status) => status.startsWith('2'))!;
        const body = requestBody ? mono(schemaOf(requestBody)) : '';
        const reply = schemaOf(responses[good]!);
        const answered = reply === '' ? good : `${good} ${mono(reply)}`;
        return [mono(`${method.toUpperCase()} ${path}`), summary, body, answered];
      }),
  );

const typeName = (kind: string): string =>
  kind.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

// Where nothing is to be said of any field, there is no column for it.
const fields = (name: string, first: string): string => {
  const rows = fieldRows(schemas[name]!);
  const told = rows.some(([, , what]) => what !== '');
  const heads = [first, 'type', ...(told ? ['what it is'] : [])];
  return table(
    heads,
    rows.map((row) => row.slice(0, heads.length)),
  );
};

const kindsOf = (union: { options: readonly { shape: { kind: { value: string } } }[] }) =>
  union.options.map(({ shape }) => shape.kind.value);

const answered = new Set(kindsOf(answer));

const stepSection = (kind: string): string => {
  const name = typeName(kind);
  const rows = answered.has(kind) ? fields(`${name}Answer`, 'answer') : '';
  const none = answered.has(kind) ? `Answered with its \`kind\` alone.` : 'Nothing is answered.';
  return `### \`${kind}\`

${schemas[`${name}Step`]!.description!}

${fields(`${name}Step`, 'step')}

${rows === '' ? none : rows}
`;
};

const bodies = Object.keys(schemas).filter((name) => !/(?:Step|Answer|Report)$/.test(name));

const problemRows = (): string[][] =>
  Object.entries(meanings).map(([code, meaning]) => [
    mono(code),
    String(problemStatus[code as ProblemCode]),
    meaning,
  ]);

const text = (): string => `# The protocol

<!-- Made by \`npm run docs\` from the schemas by which the gateway judges what it's given. -->

The backend leads, the widget asks. Every reply is the next step: what to ask the person now. The widget shows it, sends back what
the person gave, and gets the next one. So no step can be skipped from a browser, and the rules live in one place.

A gateway serves the same as OpenAPI 3.1, at \`…/api/openapi.json\`; \`keyturn/protocol\` has it as zod schemas
([TypeScript](typescript.md)), and \`keyturn verify\` holds a backend of your own to it.

\`\`\`sh
curl https://passwords.contoso.com/api/flows -H 'content-type: application/json' -d '{"flow":"reset","locale":"en"}'
# {"id":"on0c…","expiresAt":"…","step":{"kind":"identify"},"revision":0}
curl https://passwords.contoso.com/api/flows/on0c… -H 'content-type: application/json' \\
  -d '{"answer":{"kind":"identify","username":"ada"},"revision":0}'
\`\`\`

- A flow’s \`id\` opens it: keep it in memory alone, never in an address that a person sees, in storage or in a log.
- Give \`revision\` back as it came. An answer that comes twice is \`stale-answer\`, with the step that is current, and has no second effect.
- An answer has the \`kind\` of its step. Beside it a step may take \`resend\`, \`other-method\` or \`back\`, which have no more than that.
- A \`challenge\` is work for the browser: find a \`nonce\` so that SHA-256 of \`salt\` and \`nonce\`, one after the other, begins with so many zero \`bits\`.
- Bodies are JSON, and say so. There are no cookies. A page on another origin has to be named under \`allowedOrigins\`.

## Calls

${table(['call', 'what for', 'takes', 'gives'], callRows())}

The reports and what stands in them: [Reports](reports.md). Beside them are \`GET /healthz\` and \`GET /readyz\`.

## Steps

\`MethodKind\` is one of ${methodKinds.map(mono).join(', ')}.

${kindsOf(step).map(stepSection).join('\n')}

## Problems

A failure is \`application/problem+json\` (RFC 9457); its \`type\` ends in one of these codes. It may carry the step to show again.

${table(['code', 'status', 'what it means'], problemRows())}

## Bodies

${bodies.map((name) => `### \`${name}\`\n\n${fields(name, 'field')}\n`).join('\n')}
`;

/** The page's text, as prettier leaves it. */
export const protocolPage = async (): Promise<string> =>
  format(text(), { ...(await resolveConfig(protocolFile)), parser: 'markdown' });
