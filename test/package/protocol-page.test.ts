import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { problemCodes, step } from '../../backends/protocol/index.ts';
import { notation } from '../../cli/compile/package/notation.ts';
import { protocolFile, protocolPage } from '../../cli/compile/package/protocol.ts';

describe('The protocol’s page', () => {
  it('is what the schemas say', async () => {
    expect(await readFile(protocolFile, 'utf8')).toBe(await protocolPage());
  });

  it('tells of every step what it asks, and of every problem what it means', async () => {
    const page = await protocolPage();
    for (const { shape, description = '' } of step.options) {
      expect(description, shape.kind.value).toMatch(/\w\.$/);
      expect(page).toContain(`### \`${shape.kind.value}\`\n\n${description}\n`);
    }
    for (const code of problemCodes)
      expect(page).toMatch(new RegExp(`\\| \`${code}\` +\\| \\d{3} +\\| \\S`));
  });

  it('writes types as developers do', () => {
    const choice = { enum: ['reset', 'unlock'] };
    expect(notation({ type: 'array', items: choice })).toBe("('reset' | 'unlock')[]");
    const object = { type: 'object', properties: { a: choice, b: { $ref: '#/x/Step' } } };
    const list = { type: 'array', items: { ...object, required: ['a'] } };
    expect(notation(list)).toBe("{ a: 'reset' | 'unlock', b?: Step }[]");
  });
});
