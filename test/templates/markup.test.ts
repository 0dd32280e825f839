import { describe, expect, it } from 'vitest';
import { languages } from '../../locales/languages.ts';
import { asWord, attribute, elementsOf, textIn } from './dom.ts';
import { wrongWith } from './mail-rules.ts';
import { type Sample, samples } from './stationery.ts';

const readings = ({ letter }: Sample) => [letter.html, asWord(letter.html)];

describe('the markup of', () => {
  it.each(samples)('%s is sound, in browsers and in Word', async (_name, { letter }) => {
    expect(await wrongWith(letter.html, 'web')).toEqual([]);
    expect(await wrongWith(asWord(letter.html), 'word')).toEqual([]);
    expect(asWord(letter.html)).not.toMatch(/\[(?:if|endif)/);
  });

  it.each(samples)('%s is far below the size at which Gmail cuts', (_name, { letter }) => {
    expect(Buffer.byteLength(letter.html)).toBeLessThan(16_000);
    const css = /<style>([\s\S]*)<\/style>/.exec(letter.html)![1]!;
    expect(css.length).toBeLessThan(8000);
  });

  it.each(samples)(
    '%s asks for nothing but the tenant’s own logo',
    (_name, { letter, stationery }) => {
      const { logo, tenant } = stationery;
      for (const element of elementsOf(letter.html)) {
        expect(['script', 'link', 'iframe', 'object', 'form', 'video', 'base']).not.toContain(
          element.tagName,
        );
        if (element.tagName === 'img') expect(attribute(element, 'src')).toBe(logo?.src);
        expect(element.attrs.map(({ name }) => name)).not.toContain('background');
      }
      expect(letter.html).not.toMatch(/url\(|@import|@font-face|data:/);
      if (logo) expect(logo.src.startsWith(tenant.portal.url)).toBe(true);
    },
  );

  it.each(samples)(
    '%s names its language and direction, on the page and inside it',
    (_name, sample) => {
      const { locale, letter } = sample;
      const { dir } = languages[locale];
      const elements = elementsOf(letter.html);
      const named = elements.filter((one) => attribute(one, 'lang') !== undefined);
      // Gmail takes html and body away: the first div has to say it again.
      expect(named.map(({ tagName }) => tagName)).toEqual(['html', 'body', 'div']);
      for (const one of named)
        expect([attribute(one, 'lang'), attribute(one, 'dir')]).toEqual([locale, dir]);
      const aligned = elements
        .map((one) => attribute(one, 'align'))
        .filter((one) => one !== 'center');
      const start = dir === 'rtl' ? 'right' : 'left';
      expect(new Set(aligned.filter((one) => one !== undefined))).toEqual(new Set([start]));
    },
  );

  it.each(samples)('%s is read as a text, not as a table', (_name, sample) => {
    for (const page of readings(sample)) {
      const elements = elementsOf(page);
      for (const one of elements.filter(({ tagName }) => tagName === 'table'))
        expect(attribute(one, 'role')).toBe('presentation');
      for (const one of elements.filter(({ tagName }) => tagName === 'img')) {
        expect(attribute(one, 'alt')).toBe(sample.stationery.tenant.organization.name);
        expect(Number(attribute(one, 'width'))).toBeGreaterThan(0);
        expect(Number(attribute(one, 'height'))).toBeGreaterThan(0);
      }
      expect(elements.filter(({ tagName }) => tagName === 'h1').map(textIn)).toEqual([
        sample.letter.title,
      ]);
      expect(elements.filter(({ tagName }) => tagName === 'title').map(textIn)).toEqual([
        sample.letter.subject,
      ]);
    }
  });

  it.each(samples)(
    '%s has a preview text that comes first, and is shown by no program',
    (_name, sample) => {
      const wrapper = elementsOf(sample.letter.html).find(({ tagName }) => tagName === 'div')!;
      const first = wrapper.childNodes.find(({ nodeName }) => nodeName === 'div')!;
      expect(textIn(wrapper).trim().startsWith(sample.letter.preheader)).toBe(true);
      expect(textIn(first)).toBe(sample.letter.preheader);
      expect(attribute(first as never, 'style')).toMatch(/display:none.*mso-hide:all/);
      expect(sample.letter.preheader.length).toBeGreaterThan(20);
    },
  );

  it.each(samples)(
    '%s has one button at most, with the same words and address in Word',
    (_name, sample) => {
      const { html } = sample.letter;
      const seen = elementsOf(html).filter((one) => attribute(one, 'class') === 'k-action');
      const drawn = elementsOf(asWord(html)).filter(({ tagName }) => tagName === 'v:roundrect');
      expect(seen.length).toBeLessThanOrEqual(1);
      expect(drawn.map((one) => [attribute(one, 'href'), textIn(one)])).toEqual(
        seen.map((one) => [attribute(one, 'href'), textIn(one)]),
      );
      expect(
        elementsOf(asWord(html)).filter((one) => attribute(one, 'class') === 'k-action'),
      ).toEqual([]);
    },
  );
});
