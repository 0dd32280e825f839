// @vitest-environment jsdom
// A logo is refused, never cleaned: what is published is what the organisation drew. A sanitiser judges what is taken.
import DOMPurify from 'dompurify';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectSvg } from '../../tenant/svg.ts';
import { drawing } from './drawings.ts';
import { runs } from './runs.ts';

// What it takes out of plain drawings as well: what refers within them, notes that aren't drawn, names of namespaces,
// its own wrapping.
const harmless = /^(use|metadata|#comment|body|role=img|xmlns:\w+=.*)$/;

const removedFrom = (svg: string): string[] => {
  DOMPurify.sanitize(svg, { USE_PROFILES: { svg: true, svgFilters: true } });
  return DOMPurify.removed.map((one) =>
    'element' in one
      ? one.element.nodeName.toLowerCase()
      : `${one.attribute?.name}=${one.attribute?.value}`,
  );
};

describe('A drawing that is taken', () => {
  it('has nothing that DOMPurify takes out of it', () => {
    let taken = 0;
    fc.assert(
      fc.property(drawing, (svg) => {
        if (inspectSvg(svg).refused.length > 0) return;
        taken += 1;
        expect(
          removedFrom(svg).filter((one) => !harmless.test(one)),
          svg,
        ).toEqual([]);
      }),
      runs,
    );
    expect(taken).toBeGreaterThan(10);
  });

  it('is an example’s logo, which it leaves as it is', async () => {
    const svg = await readFile('examples/contoso/logo.svg', 'utf8');
    expect(removedFrom(svg).filter((one) => !harmless.test(one))).toEqual([]);
  });
});

it('DOMPurify takes out what is refused', () => {
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><a onclick="1"/></svg>';
  expect(removedFrom(script)).toContain('script');
  expect(inspectSvg(script).refused).toHaveLength(3);
});
