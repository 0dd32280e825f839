import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Html, html, style } from '../../templates/html.ts';
import { attribute, elementsIn, fragment, textIn } from './dom.ts';
import { anyString, asHtmlHolds, hostile } from './hostile.ts';

const parsed = ({ markup }: Pick<Html, 'markup'>) => {
  // A lone surrogate becomes U+FFFD in any file.
  const tree = fragment(markup.toWellFormed());
  return { elements: elementsIn(tree), text: textIn(tree) };
};

describe('the html tag', () => {
  it('leaves any string as text between tags', () => {
    fc.assert(
      fc.property(anyString, anyString, (one, other) => {
        const { elements, text } = parsed(
          html`<p>${one}</p><p>${[other, 1, undefined, false]}</p>`,
        );
        expect(elements.map(({ tagName, attrs }) => [tagName, attrs.length])).toEqual([
          ['p', 0],
          ['p', 0],
        ]);
        expect(text).toBe(`${asHtmlHolds(one)}${asHtmlHolds(other)}1`);
      }),
      { numRuns: 500, examples: hostile.map((one): [string, string] => [one, one]) },
    );
  });

  it('leaves any string as the value of its attribute', () => {
    fc.assert(
      fc.property(anyString, (value) => {
        const { elements, text } = parsed(html`<p title="${value}" lang="x-${value}">y</p>`);
        expect(elements).toHaveLength(1);
        expect(elements[0]!.attrs.map(({ name }) => name)).toEqual(['title', 'lang']);
        const held = asHtmlHolds(value.replaceAll('\0', '\ufffd'));
        expect(attribute(elements[0]!, 'title')).toBe(held);
        expect(attribute(elements[0]!, 'lang')).toBe(`x-${held}`);
        expect(text).toBe('y');
      }),
      { numRuns: 500, examples: hostile.map((one): [string] => [one]) },
    );
  });

  it('keeps a string inside a conditional comment from ending it', () => {
    fc.assert(
      fc.property(anyString, (value) => {
        const { elements, text } = parsed(
          html`<!--[if mso]><b title="${value}">${value}</b><![endif]-->`,
        );
        expect(elements).toEqual([]);
        expect(text).toBe('');
      }),
      { examples: hostile.map((one): [string] => [one]) },
    );
  });

  it('joins its own markup unescaped, and only its own', () => {
    const forged = { markup: '<b>x</b>', toString: () => '<b>x</b>' };
    expect(html`<i>${html`<b>${'<'}</b>`}</i>`.markup).toBe('<i><b>&lt;</b></i>');
    expect(html`${forged as unknown as Html}`.markup).toBe('&lt;b&gt;x&lt;/b&gt;');
  });

  it.each([
    'https://contoso.com/?a=1&b=2',
    'mailto:a@b.c',
    'tel:+31',
    '/x',
    '#x',
    '?x=a:b',
    './a:b',
    'a/b:c',
    '',
  ])('takes %j as an address', (url) => {
    const { elements } = parsed(html`<a href="${url}">x</a>`);
    expect(attribute(elements[0]!, 'href')).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\r\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:x',
    'file:///etc/passwd',
  ])('refuses %j as an address', (url) => {
    expect(() => html`<a class="x" href="${url}">x</a>`).toThrow('refused');
    expect(() => html`<img src="${url}" alt="">`).toThrow('refused');
    expect(html`<p title="${url}"></p>`.markup).toContain('title=');
  });

  it('never writes an address that a browser would take for a script', () => {
    const disguised = fc
      .tuple(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.mixedCase(fc.constant('javascript:alert(1)')),
      )
      .map(([before, address]) => before + address);
    fc.assert(
      fc.property(fc.oneof(disguised, fc.webUrl(), anyString), (address) => {
        let markup: string;
        try {
          markup = html`<a href="${address}">x</a>`.markup;
        } catch {
          return;
        }
        const { elements } = parsed({ markup });
        const url = URL.parse(attribute(elements[0]!, 'href')!, 'https://contoso.com/');
        expect(['https:', 'http:', 'mailto:', 'tel:', undefined]).toContain(url?.protocol);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses an address that is no text', () => {
    expect(() => html`<a href="${undefined}">x</a>`).toThrow('no text');
    expect(() => html`<a href="${html`x`}">x</a>`).toThrow('no text');
  });

  it('refuses a hole where escaping doesn’t help', () => {
    const value = 'x';
    expect(() => html`<p title=${value}></p>`).toThrow('double quotes');
    expect(() => html`<p ${value}></p>`).toThrow('double quotes');
    expect(() => html`<p title='${value}'></p>`).toThrow('double quotes');
    expect(() => html`<${value}>`).toThrow('double quotes');
    expect(() => html`<p onclick="${value}"></p>`).toThrow('event handler');
    expect(() => html`<script>const x = ${value}</script>`).toThrow('script or a style');
    expect(() => html`<style>p{color:${value}}</style>`).toThrow('script or a style');
    expect(html`<script src="/a.js"></script><p>${value}</p>`.markup).toContain('<p>x</p>');
  });

  it('lets no CSS end its style element', () => {
    expect(style('p{color:red}').markup).toBe('<style>p{color:red}</style>');
    expect(() => style('p{}</style><b>')).toThrow('CSS');
  });
});
