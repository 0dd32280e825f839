import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { exampleNames, exampleOf } from './portals.ts';

const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });

const messagesFor = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
};

describe.each(exampleNames)('the portal of %s', (name) => {
  it('is valid HTML on every page', async () => {
    const { files } = await exampleOf(name);
    const wrong: Record<string, string[]> = {};
    for (const [path, html] of files)
      if (path.endsWith('.html')) {
        const messages = await messagesFor(String(html));
        if (messages.length > 0) wrong[path] = messages;
      }
    expect(wrong).toEqual({});
  });
});
