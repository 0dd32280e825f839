import { describe, expect, it } from 'vitest';
import { inspectSvg } from '../../tenant/svg.ts';
import { complaintsOf, load, right } from './files.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 40 20"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;

const refusedIn = (text: string): string => inspectSvg(text).refused.join('; ');

const hostile: [what: string, text: string, named: RegExp][] = [
  ['a script', svg('<script>alert(1)</script>'), /<script>/],
  [
    'a script by another prefix',
    svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'),
    /<x:script>/,
  ],
  ['an event handler', svg('<path onload="alert(1)" d=""/>'), /onload/],
  ['an event handler on the root', svg('', 'viewBox="0 0 1 1" onload="alert(1)"'), /onload/],
  ['a foreign object', svg('<foreignObject><p>hi</p></foreignObject>'), /<foreignObject>/],
  [
    'HTML by another prefix',
    svg('<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://evil.test"/>'),
    /<h:iframe>/,
  ],
  ['an outside image', svg('<image href="https://evil.test/pixel.png"/>'), /<image>/],
  ['an outside reference', svg('<use href="https://evil.test/a.svg#b"/>'), /outside/],
  ['an outside reference by xlink', svg('<use xlink:href="//evil.test/a.svg#b"/>'), /outside/],
  ['a script address', svg('<use xlink:href="&#106;avascript:alert(1)"/>'), /outside/],
  ['a style where HTML begins anew', svg('<desc><style>a</style></desc>'), /in <desc>/],
  ['a link', svg('<a href="https://evil.test"><path d=""/></a>'), /<a>/],
  [
    'an animation that sets an address',
    svg('<set attributeName="href" to="javascript:alert(1)"/>'),
    /<set>/,
  ],
  ['an outside fill', svg('<path fill="url(https://evil.test/#a)" d=""/>'), /outside/],
  ['an outside style', svg('<style>@import url(https://evil.test/a.css)</style>'), /style/],
  [
    'an outside style behind an escape',
    svg('<style>.a{background:\\75rl(https://evil.test)}</style>'),
    /style/,
  ],
  [
    'a style in CDATA',
    svg('<style><![CDATA[.a{fill:url("https://evil.test")}]]></style>'),
    /style/,
  ],
  [
    'data in an attribute',
    svg('<path style="fill:url(data:image/svg+xml;base64,AA)" d=""/>'),
    /outside/,
  ],
  ['a document type', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('&x;')}`, /document type/],
  [
    'an entity bomb',
    '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
    /document type/,
  ],
  [
    'a style sheet instruction',
    `<?xml-stylesheet href="https://evil.test/a.css"?>${svg('')}`,
    /xml-stylesheet/,
  ],
  [
    'a script in CDATA, which HTML doesn’t know in a title',
    svg('<title><![CDATA[</title><script>alert(1)</script>]]></title>'),
    /CDATA/,
  ],
  [
    'a script in a comment that HTML has ended',
    svg('<!--><script>alert(1)</script>-->'),
    /comment/,
  ],
  ['broken XML', '<svg xmlns="http://www.w3.org/2000/svg"><path></svg>', /well-formed/],
  ['another document', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', /<html>/],
  ['no namespace', '<svg viewBox="0 0 1 1"><path d=""/></svg>', /<svg>/],
];

describe('a logo', () => {
  for (const [what, text, named] of hostile)
    it(`with ${what} is refused, and the complaint names it`, async () => {
      expect(refusedIn(text)).toMatch(named);
      const complaints = await complaintsOf(`${right}brand:\n  logo: ./logo.svg\n`, 'tenant.yaml', {
        'logo.svg': text,
      });
      expect(complaints).toContain('brand.logo');
    });

  it('of plain shapes, gradients and styles of its own is taken', async () => {
    const fine = svg(
      '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><style>.b{fill:url(#a)}</style><use href="#a"/><path class="b" style="fill:url(#a)" d="M0 0h1"/><text>Contoso</text>',
    );
    expect(inspectSvg(fine)).toEqual({ box: { width: 40, height: 20 }, refused: [] });
    const tenant = await load(`${right}brand:\n  logo: ./logo.svg\n`, 'tenant.yaml', {
      'logo.svg': fine,
    });
    expect(tenant.brand.logo).toBe('./logo.svg');
  });

  it('as drawing programs leave it, with notes of their own, is taken', () => {
    const noted = svg(
      '<i:namedview xmlns:i="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" i:zoom="2"/><metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><path d=""/>',
      'width="120" height="30px"',
    );
    expect(inspectSvg(noted)).toEqual({ box: { width: 120, height: 30 }, refused: [] });
  });

  it('without a viewBox is as large as its width and height say, in any unit that has a size', () => {
    const boxOf = (attributes: string) => inspectSvg(svg('', attributes)).box;
    expect(boxOf('width="1in" height="48pt"')).toEqual({ width: 96, height: 64 });
    expect(boxOf('width="2.5e1" height=" 10px "')).toEqual({ width: 25, height: 10 });
    expect(boxOf('width="100%" height="100%"')).toBeUndefined();
    expect(boxOf('width="10em" height="4em"')).toBeUndefined();
  });

  it('that is not what its name says, or too large, or without a size, is refused', async () => {
    const with_ = (name: string, content: string | Uint8Array) =>
      complaintsOf(`${right}brand:\n  logo: ./${name}\n`, 'tenant.yaml', { [name]: content });
    expect(await with_('logo.png', '<svg/>')).toContain('which isn’t one inside');
    expect(await with_('logo.webp', 'RIFFxxxxJPEG')).toContain('which isn’t one inside');
    expect(await with_('logo.svg', svg('', ''))).toContain('got   no size');
    expect(await with_('logo.png', new Uint8Array(600_000))).toContain(
      'want  at most 524288 bytes',
    );
  });
});
