import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tenantJsonSchema } from '../../tenant/json-schema.ts';

type Node = {
  description?: string;
  properties?: Record<string, Node>;
  items?: Node;
  oneOf?: Node[];
  anyOf?: Node[];
};

const undocumented = (node: Node, path: string): string[] => {
  const children = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    ...(child.description || key === 'kind' ? [] : [`${path}.${key}`]),
    ...undocumented(child, `${path}.${key}`),
  ]);
  const others = [node.items, ...(node.oneOf ?? []), ...(node.anyOf ?? [])].filter(
    (one) => one !== undefined,
  );
  return [...children, ...others.flatMap((one) => undocumented(one, path))];
};

describe('the JSON Schema of the tenant file', () => {
  it('is the committed one', async () => {
    const committed = await readFile('tenant/tenant.schema.json', 'utf8');
    expect(`${JSON.stringify(tenantJsonSchema(), null, 2)}\n`, 'run: npm run schema').toBe(
      committed,
    );
  });

  it('explains every key', () => {
    const perLanguage = /\.(notice|hours|text)\./;
    const missing = undocumented(tenantJsonSchema(), 'tenant');
    expect(missing.filter((path) => !perLanguage.test(path))).toEqual([]);
  });
});
