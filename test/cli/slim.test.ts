// The widget as it's compiled: what only indents the source has gone.
import { describe, expect, it } from 'vitest';
import { readCompiled } from '../../site/publish/compiled.ts';

describe('a compiled template', () => {
  it('begins and ends with its markup', async () => {
    const { widget, embed } = await readCompiled();
    // Some password managers look at the first thing alone that is put into a page.
    for (const { code } of [...Object.values(widget), embed.http, embed.hosted]) {
      expect(code).toContain('"<form');
      expect(code.match(/["'`]\s+<|>\s+["'`]/g) ?? []).toEqual([]);
    }
  });
});
