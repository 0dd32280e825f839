import fc from 'fast-check';
import { signs } from './runs.ts';

const names = fc.constantFrom(
  ...'svg g path use style text title image script foreignObject a set animate iframe x:script h:img handler'.split(
    ' ',
  ),
);
const attributes = fc.constantFrom(
  'd="M0 0"',
  'fill="url(#a)"',
  'fill="url(https://evil.test/#a)"',
  'href="#a"',
  'href="https://evil.test/a.svg#b"',
  'xlink:href="&#106;avascript:alert(1)"',
  'onload="alert(1)"',
  'ONCLICK="alert(1)"',
  'style="fill:url(data:image/svg+xml,x)"',
  'xmlns:h="http://www.w3.org/1999/xhtml"',
  'xmlns:x="http://www.w3.org/2000/svg"',
  'xmlns="http://www.w3.org/1999/xhtml"',
  'viewBox="0 0 1 1"',
  'class="a"',
);
const inside = fc.oneof(
  fc.constantFrom(
    '@import "a";',
    '.a{fill:red}',
    '\\75rl(x)',
    '<![CDATA[</style><script>alert(1)</script>]]>',
    '<!-- --!><script>',
    '<?xml-stylesheet href="a"?>',
  ),
  fc.constantFrom(...signs),
);
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    inside,
    fc
      .tuple(names, fc.array(attributes, { maxLength: 3 }), fc.array(tie('tree'), { maxLength: 3 }))
      .map(([name, own, children]) => `<${name} ${own.join(' ')}>${children.join('')}</${name}>`),
  ),
}));
/** Drawings with what a logo has and what it may not have, often enough without the latter. */
export const drawing = fc
  .tuple(
    fc.constantFrom('', '<!DOCTYPE svg [<!ENTITY x "y">]>', '\ufeff'),
    fc.array(tree, { maxLength: 4 }),
  )
  .map(
    ([start, children]) =>
      `${start}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 1">${children.join('')}</svg>`,
  );
