import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { flatTemplate } from '../../cli/compile/flat-template.ts';
import { leanRenderer } from '../../cli/compile/lean-lit.ts';

const lit = readFileSync(
  new URL('../../node_modules/lit-html/development/lit-html.js', import.meta.url),
  'utf8',
);

describe('lit’s renderer, made lean', () => {
  it('is smaller by two thirds, and still a program', () => {
    const lean = leanRenderer(lit);
    expect(lean.length).toBeLessThan(lit.length * 0.33);
    expect(parse(lean, { ecmaVersion: 2022, sourceType: 'module' }).body.length).toBeGreaterThan(5);
  });

  it('is refused when lit is no longer the code that was looked at', () => {
    expect(() => leanRenderer(lit.replace('$litDirective$', '$litOther$'))).not.toThrow();
    expect(() => leanRenderer(lit.replace('class ElementPart {', 'class TagPart {'))).toThrow(
      /lit-html has changed/,
    );
  });
});

// The template with values a, b, c … as it's called in the compiled code.
const called = (...pieces: string[]): string => {
  const { markup, around } = flatTemplate(pieces);
  return markup + around.map(([before, after], n) => before + 'abcdef'[n] + after).join('');
};

describe('a template, made flat', () => {
  it('has marks where its values go, and one behind a last value', () => {
    expect(called('<b>', '</b> ', '')).toBe('<b><?></b> <?><?>,a,b');
    expect(called('<b id=', ' ?hidden=', ' @click=', ' .lang=', '>', '</b>')).toBe(
      '<b $id ?hidden @click .lang><?></b>,a,b,c,d,e',
    );
    expect(called('<p class="kt-hint">One moment</p>')).toBe('<p class=kt-hint>One moment</p>');
  });

  it('makes one value of all that is in an attribute', () => {
    expect(called('<p id="', '-', '-error" lang=', '>', '</p>')).toBe(
      '<p $id $lang><?></p>,`${a}-${b}-error`,c,d',
    );
    expect(called('<p id="', '">', '</p>')).toBe('<p $id><?></p>,a,b');
  });

  it.each([
    ['text in a field', ['<p><textarea name="why">', '</textarea>'], '<textarea'],
    ['a comment', ['<p><!-- ', ' -->'], '<!'],
    ['a mark', ['<p><?></p>'], '<?'],
    ['a value among attributes', ['<b class="a" ', '></b>'], '<b class=a …'],
    ['a value for a tag', ['<', '></p>'], '<…'],
    [
      'a name with capitals, which an HTML parser loses',
      ['<svg viewBox=', '></svg>'],
      '<svg viewBox=…',
    ],
  ])('can’t have %s', (_what, pieces, beyond) => {
    expect(() => flatTemplate(pieces)).toThrow(`The lean renderer can’t draw ${beyond}`);
  });
});
