import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverted } from '../../lint/colours.ts';
import { type Finding, hostsOf, lint, type Mail } from '../../lint/index.ts';
import { mailOf, sheetOf } from '../../lint/kit.ts';
import { encodedBytes } from '../../lint/rules.ts';
import { draftOf } from '../../templates/eml.ts';
import { fingerprintOf } from '../../templates/pieces.ts';
import { changed, contoso, examples, piecesOf, tenants } from '../templates/stationery.ts';

const good = mailOf(piecesOf(contoso).find(({ path }) => path === 'wave-2/en/invitation')!);

const found = (change: Partial<Mail>): Finding[] =>
  lint([{ ...good, ...change }], contoso.tenant).findings;
const rulesBy = (change: (html: string) => string): string[] => [
  ...new Set(found({ html: change(good.html) }).map(({ rule }) => rule)),
];
const inBoth = (words: string): Finding[] =>
  found({
    html: good.html.replace('Hello,', `Hello, ${words}`),
    text: good.text.replace('Hello,', `Hello, ${words}`),
  });

describe.each(tenants)('the letters of $id', (stationery) => {
  it('keep every rule', () => {
    const { findings, rows } = lint(piecesOf(stationery).map(mailOf), stationery.tenant);
    expect(findings).toEqual([]);
    expect(rows.length).toBe(piecesOf(stationery).length);
  });
});

describe('half of the letters', () => {
  it('weigh less than 8 KB', () => {
    const sizes = examples
      .flatMap(piecesOf)
      .map(({ letter }) => Buffer.byteLength(letter.html))
      .toSorted((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(8000);
  });
});

describe('a letter is told of', () => {
  it('what is too large, as it stands and as it travels', () => {
    expect(
      rulesBy((html) => html.replace('</body>', `<!--${'x'.repeat(61_000)}--></body>`)),
    ).toEqual(['size']);
    const arabic = 'م'.repeat(36_000);
    const what = found({ html: good.html.replace('</body>', `<!--${arabic}--></body>`) });
    expect(what.map(({ what }) => what.replace(/\d+ bytes.*/, ''))).toEqual([
      'HTML: ',
      'encoded: ',
    ]);
    const styled = `<style>${'.x{color:#123456}'.repeat(1000)}</style></head>`;
    expect(rulesBy((html) => html.replace('</head>', styled))).toEqual(['size']);
  });

  it.each([
    'display:flex;gap:1px',
    'margin:1rem',
    'color:var(--x)',
    'color:oklch(1 0 0)',
    'position:absolute',
    'background-image:none',
    'width:calc(1px + 2px)',
  ])('CSS that a program doesn’t know: %s', (css) => {
    expect(rulesBy((html) => html.replace('margin:0;padding:0', css))).toContain('css');
  });

  it('texts that can’t be read, in the light, in the dark and turned around', () => {
    expect(rulesBy((html) => html.replaceAll(/;color:#[0-9a-f]{6}/g, ';color:#bbbbbb'))).toContain(
      'contrast',
    );
    const dark = good.html.replace(/(\.k-ink\{color:)#[0-9a-f]{6}/, '$1#333333');
    expect(found({ html: dark }).every(({ what }) => what.startsWith('dark'))).toBe(true);
    expect(found({ html: dark })).not.toEqual([]);
  });

  it('pictures without words, without a size, from elsewhere, and of QR codes', () => {
    const picture = (more: string) => (html: string) => html.replace('<h1', `<img ${more}><h1`);
    const own = 'src="https://passwords.contoso.com/x.png"';
    const sized = 'width="1" height="1"';
    expect(rulesBy(picture(`${own} ${sized} alt="Fine"`))).toEqual([]);
    for (const one of [
      `${own} ${sized} alt=""`,
      `${own} alt="x"`,
      `src="https://cdn.example/x.png" ${sized} alt="x"`,
      `src="data:image/png;base64,x" ${sized} alt="x"`,
      `${own} ${sized} alt="QR code"`,
    ])
      expect(rulesBy(picture(one)), one).toEqual(['pictures']);
  });

  it('a second heading, a missing language, and what mail programs take out', () => {
    expect(rulesBy((html) => html.replace('</h1>', '</h1><h2></h2>'))).toEqual(['structure']);
    expect(rulesBy((html) => html.replaceAll('lang="en"', ''))).toEqual(['structure']);
    expect(rulesBy((html) => html.replace('</body>', '<script></script></body>'))).toEqual([
      'structure',
    ]);
    expect(rulesBy((html) => html.replace('role="presentation"', ''))).toEqual(['structure']);
  });

  it('links that lead elsewhere, or elsewhere than they say', () => {
    const lead = (url: string) => (html: string) =>
      html.replaceAll('https://passwords.contoso.com/"', `${url}"`);
    expect(rulesBy(lead('https://passwords.contoso.com.evil.example/'))).toEqual(['links']);
    expect(rulesBy(lead('http://passwords.contoso.com/'))).toEqual(['links']);
    expect(rulesBy(lead('https://passwords.contoso.com/elsewhere/'))).toEqual(['links']);
    expect(rulesBy((html) => html.replace('tel:+31205550123', 'tel:+4412345'))).toEqual(['links']);
  });

  it('words that press, in a campaign and not in a notice', () => {
    expect(inBoth('act now! Click here.').map(({ what }) => what)).toEqual([
      'act now',
      'Click here',
    ]);
    expect(inBoth('The NATO and the EU').map(({ rule }) => rule)).toEqual([]);
    expect(inBoth('ATTENTION PLEASE').map(({ rule }) => rule)).toEqual(['pressure']);
    const notice = { campaign: false, html: good.html.replace('Hello', 'Hello at once') };
    expect(found({ ...notice, text: good.text.replace('Hello', 'Hello at once') })).toEqual([]);
  });

  it('what somebody forgot to fill in, and what only one part says', () => {
    expect(inBoth('[[firstName]]').map(({ rule }) => rule)).toEqual(['leftovers', 'leftovers']);
    expect(found({ text: good.text.replace('Hello', 'Howdy') }).map(({ what }) => what)).toEqual([
      'only in one part: hello',
      'only in one part: howdy',
    ]);
  });

  it('sentences that go on and on', () => {
    const long = 'and this sentence goes on and on about nothing '.repeat(30);
    expect(inBoth(`${long}.`).map(({ rule }) => rule)).toEqual(['reading']);
  });
});

describe('a colour turned around', () => {
  it('is itself again when it’s turned twice, and black is white', () => {
    expect(inverted('#000000')).toBe('#ffffff');
    expect(inverted('#0b5c57')).toBe('#a3f4ef');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (n) => {
        const color = `#${n.toString(16).padStart(6, '0')}`;
        expect(inverted(inverted(color))).toBe(color);
      }),
    );
  });
});

describe('the encoded size', () => {
  it('is about what the draft of a letter weighs', () => {
    for (const { fixed } of piecesOf(contoso)) {
      const real = draftOf({ ...fixed, text: '' }, 'x').length;
      expect(Math.abs(encodedBytes(fixed.html) - real) / real).toBeLessThan(0.15);
    }
  });
});

describe('the sheet', () => {
  it('says what is unreviewed, until somebody has reviewed these very words', () => {
    const pieces = piecesOf(contoso);
    const [first] = pieces;
    expect(sheetOf(pieces, contoso.tenant).sheet.unreviewed).toHaveLength(pieces.length);
    const seal = `${first!.path} ${fingerprintOf(first!)}`;
    const reviewed = (text: typeof contoso.tenant.text) =>
      changed(contoso, 'x', ({ rollout }) => ({ text, rollout: { ...rollout, reviewed: [seal] } }));
    const { tenant } = reviewed({});
    expect(sheetOf(pieces, tenant).sheet.unreviewed).not.toContain(first!.path);
    const other = reviewed({ nl: { 'mail.help-desk.title': 'Anders' } });
    expect(sheetOf(piecesOf(other), other.tenant).sheet.unreviewed).toContain(first!.path);
  });

  it('knows every host to which a letter may lead, and no other', () => {
    expect([...hostsOf(contoso.tenant)].toSorted()).toEqual([
      'help.contoso.com',
      'login.contoso.com',
      'passwords.contoso.com',
      'www.contoso.com',
    ]);
    expect([...hostsOf(examples[2]!.tenant)]).toContain('accounts.wingtiptoys.com');
  });
});
