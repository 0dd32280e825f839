// The protocol as OpenAPI 3.1, made from the schemas by which the gateway itself judges: the two can't differ.
import * as z from 'zod';
import { reportPaths } from './openapi-reports.ts';
import {
  answer,
  answerReply,
  answerRequest,
  policyReply,
  problem,
  problemCodes,
  problemStatus,
  helpRequest,
  registrationReply,
  registrationsReport,
  resetsReport,
  revokeRequest,
  startReply,
  startRequest,
  step,
  totalsReport,
} from '../../backends/protocol/index.ts';

type Json = Record<string, unknown>;

const place = '#/components/schemas/';

// `enter-code` → `EnterCode`
const typeName = (kind: string): string =>
  kind.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

const kindOf = (option: z.ZodObject): string => (option.shape.kind as z.ZodLiteral<string>).value;

const named: [string, z.ZodType][] = [
  ...step.options.map((one): [string, z.ZodType] => [`${typeName(kindOf(one))}Step`, one]),
  ...answer.options.map((one): [string, z.ZodType] => [`${typeName(kindOf(one))}Answer`, one]),
  ['Step', step],
  ['Answer', answer],
  ['StartRequest', startRequest],
  ['StartReply', startReply],
  ['RevokeRequest', revokeRequest],
  ['HelpRequest', helpRequest],
  ['RegistrationsReport', registrationsReport],
  ['ResetsReport', resetsReport],
  ['TotalsReport', totalsReport],
  ['AnswerRequest', answerRequest],
  ['AnswerReply', answerReply],
  ['PolicyReply', policyReply],
  ['RegistrationReply', registrationReply],
  ['Problem', problem],
];

const told = (options: readonly z.ZodObject[], what: string): Json => ({
  propertyName: 'kind',
  mapping: Object.fromEntries(
    options.map((one) => [kindOf(one), `${place}${typeName(kindOf(one))}${what}`]),
  ),
});

const schemas = (): Json => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => place + id }).schemas;
  const all: Record<string, Json> = {};
  for (const [id, { $schema: _schema, $id: _id, ...rest }] of Object.entries(made)) all[id] = rest;
  return {
    ...all,
    Step: { ...all.Step, discriminator: told(step.options, 'Step') },
    Answer: { ...all.Answer, discriminator: told(answer.options, 'Answer') },
  };
};

const content = (type: string, id: string): Json => ({
  content: { [type]: { schema: { $ref: place + id } } },
});
const json = (description: string, id: string): Json => ({
  description,
  ...content('application/json', id),
});
const takes = (id: string): Json => ({ required: true, ...content('application/json', id) });

const codesAt = (status: number): string[] =>
  problemCodes.filter((code) => problemStatus[code] === status);

// Every status at which a problem can come, with the codes that belong to it.
const problems = (...statuses: number[]): Json =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: codesAt(status).join(', '),
        ...content('application/problem+json', 'Problem'),
      },
    ]),
  );

const flowId: Json = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The flow’s secret id: keep it in memory alone.',
  schema: { type: 'string' },
};

const paths: Json = {
  '/policy': {
    get: {
      operationId: 'policy',
      summary: 'The rules, for anyone',
      responses: { 200: json('What may be shown to anyone; cacheable.', 'PolicyReply') },
    },
  },
  '/flows': {
    post: {
      operationId: 'begin',
      summary: 'Begins a flow',
      requestBody: takes('StartRequest'),
      responses: {
        201: json('The flow, and what to ask first.', 'StartReply'),
        ...problems(401, 403, 410, 422, 429, 503),
      },
    },
  },
  '/revocations': {
    post: {
      operationId: 'revoke',
      summary: 'Ends a flow and all its codes: whoever got its mail didn’t ask for it',
      requestBody: takes('RevokeRequest'),
      responses: { 204: { description: 'It’s over.' }, ...problems(410, 422, 503) },
    },
  },
  '/requests': {
    post: {
      operationId: 'ask',
      summary: 'Asks the administrators for help; the answer is the same whoever is named',
      requestBody: takes('HelpRequest'),
      responses: { 202: { description: 'It was taken.' }, ...problems(422, 429, 503) },
    },
  },
  '/flows/{id}': {
    parameters: [flowId],
    post: {
      operationId: 'answer',
      summary: 'Answers the step at which the flow stands',
      requestBody: takes('AnswerRequest'),
      responses: {
        200: json('What to ask next.', 'AnswerReply'),
        ...problems(401, 403, 409, 410, 422, 429, 503, 504),
      },
    },
    delete: {
      operationId: 'giveUp',
      summary: 'Ends a flow that the person gave up',
      responses: { 204: { description: 'It’s over.' } },
    },
  },
  '/registration': {
    get: {
      operationId: 'registration',
      summary: 'Whether the person of this session should register or confirm',
      security: [{ session: [] }],
      responses: {
        200: json('What the reminder needs.', 'RegistrationReply'),
        ...problems(401, 403, 429, 503),
      },
    },
  },
};

/** The description of the protocol, as OpenAPI 3.1. `server` is the backend's public address. */
export const openApi = (server: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Keyturn',
    version: '1',
    description:
      'How a widget and a backend talk: the backend leads, the widget asks. Every reply is the next step.',
  },
  servers: [{ url: server }],
  paths: { ...paths, ...reportPaths(json, problems) },
  components: {
    schemas: schemas(),
    securitySchemes: {
      session: { type: 'http', scheme: 'bearer' },
      administrator: {
        type: 'http',
        scheme: 'bearer',
        description: 'KEYTURN_REPORT_TOKEN; without one set there are no reports.',
      },
    },
  },
});
