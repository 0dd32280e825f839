import { beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, right } from './files.ts';
import { wrongFiles } from './wrong-files.ts';

beforeAll(() => {
  process.env.SOURCE_DATE_EPOCH = String(Date.parse('2026-12-01T00:00:00Z') / 1000);
});

describe('a wrong tenant file', () => {
  it('is one of at least forty', () => {
    expect(Object.keys(wrongFiles).length).toBeGreaterThanOrEqual(40);
  });

  for (const [what, content] of Object.entries(wrongFiles))
    it(`with ${what} is told what was got, what is wanted and what to do`, async () => {
      const complaints = await complaintsOf(content);
      expect(complaints).toMatch(/\n {2}got {3}.+\n {2}want {2}.+\n {2}do {4}.+/);
      // How many keys there are is nobody's concern here.
      expect(complaints.replace(/one of \d+ known/, 'one of many known')).toMatchSnapshot();
    });

  it('doesn’t pollute anything', () => {
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('the right tenant file', () => {
  it('has nothing wrong', async () => {
    expect(await complaintsOf(right)).toBe('nothing wrong');
  });
});
