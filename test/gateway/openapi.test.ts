import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { answer, problemCodes, step } from '../../backends/protocol/index.ts';
import { openApi } from '../../gateway/http/openapi.ts';
import { benchGateway } from './harness.ts';

type Described = {
  paths: Record<string, Record<string, { responses?: Record<string, { description: string }> }>>;
  components: {
    schemas: Record<
      string,
      { oneOf: object[]; discriminator: { mapping: Record<string, string> } }
    >;
  };
};

const described = openApi('https://passwords.contoso.com/api') as Described;

describe('The OpenAPI description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(described));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is what the gateway serves, to anyone and to caches', async () => {
    const bench = await benchGateway();
    const reply = await bench.call('/openapi.json');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toContain('public');
    expect(await reply.json()).toEqual(JSON.parse(JSON.stringify(described)));
  });

  it('names every kind of step and of answer, each under a type of its own', () => {
    const { Step, Answer } = described.components.schemas;
    for (const [all, { options }] of [
      [Step!, step],
      [Answer!, answer],
    ] as const) {
      const { mapping } = all.discriminator;
      expect(Object.keys(mapping)).toHaveLength(options.length);
      expect(all.oneOf).toEqual(Object.values(mapping).map(($ref) => ({ $ref })));
      for (const ref of Object.values(mapping))
        expect(described.components.schemas).toHaveProperty(ref.split('/').at(-1)!);
    }
  });

  it('says at which status each problem can come', () => {
    const said = Object.values(described.paths)
      .flatMap((path) => Object.values(path))
      .flatMap(({ responses = {} }) => Object.entries(responses))
      .filter(([status]) => Number(status) >= 400)
      .flatMap(([, { description }]) => description.split(', '));
    expect([...new Set(said)].toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...problemCodes].toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('describes every call that the gateway takes, and no other', async () => {
    const bench = await benchGateway({ reportToken: 'r'.repeat(32) });
    const calls = Object.entries(described.paths).flatMap(([path, methods]) =>
      ['get', 'post', 'delete'].filter((one) => one in methods).map((method) => [method, path]),
    );
    for (const [method, path] of calls) {
      const reply = await bench.call(path!.replace('{id}', 'x'), { method: method!.toUpperCase() });
      expect(reply.status, `${method} ${path}`).not.toBe(404);
    }
  });
});
