import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { beyondLean, leanRenderer } from '../../cli/compile/lean-lit.ts';

const lit = readFileSync(
  new URL('../../node_modules/lit-html/development/lit-html.js', import.meta.url),
  'utf8',
);

describe('lit’s renderer, made lean', () => {
  it('is smaller by half, and still a program', () => {
    const lean = leanRenderer(lit);
    expect(lean.length).toBeLessThan(lit.length * 0.5);
    expect(parse(lean, { ecmaVersion: 2022, sourceType: 'module' }).body.length).toBeGreaterThan(5);
  });

  it('is refused when lit is no longer the code that was looked at', () => {
    expect(() => leanRenderer(lit.replace('$litDirective$', '$litOther$'))).not.toThrow();
    expect(() => leanRenderer(lit.replace('class ElementPart {', 'class TagPart {'))).toThrow(
      /lit-html has changed/,
    );
  });

  it('is known not to draw some things, and to draw all others', () => {
    expect(beyondLean(['<p><textarea name="why">', '</textarea>'])).toBe('<textarea');
    expect(beyondLean(['<p><!-- ', ' -->'])).toBe('<!');
    expect(beyondLean(['<b class="a" ', '></b>'])).toBe('<b class="" …');
    expect(beyondLean(['<', '></p>'])).toBe('<…');
    expect(beyondLean(['<svg viewBox="0 0 8 8"><path d="M', ' 0" @click=', '></path>'])).toBe(
      undefined,
    );
  });
});
