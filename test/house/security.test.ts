// The pages on security name tests: they are there, under these very titles.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const named = /`(test\/[\w/.-]+)`(?:: “([^”]+)”)?/g;

it.each(['docs/threats.md', 'docs/asvs.md'])(
  '%s names tests that there are, and one for each line',
  async (page) => {
    const text = await readFile(page, 'utf8');
    const lines = text.split('\n').filter((line) => /^\| (?:T?\d)/.test(line));
    expect(lines.length).toBeGreaterThan(20);
    const missing: string[] = [];
    for (const line of lines) {
      const tests = [...line.matchAll(named)];
      if (tests.length === 0) missing.push(line);
      for (const [whole, file, title = ''] of tests) {
        const source = await readFile(file!, 'utf8').catch(() => undefined);
        if (!source?.includes(title)) missing.push(whole);
      }
    }
    expect(missing).toEqual([]);
  },
);
