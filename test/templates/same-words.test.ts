import { describe, expect, it } from 'vitest';
import { undirected } from '../../templates/letter.ts';
import { attribute, type Element, elementsIn, elementsOf, textIn } from './dom.ts';
import { samples } from './stationery.ts';

const plain = (text: string): string => undirected(text).replace(/\s+/g, ' ').trim();

const isHidden = (element: Element): boolean =>
  /display:none/.test(attribute(element, 'style') ?? '');

/** The visible lines of a letter: its cells, without those that only hold others, and the items of its lists. */
const linesOf = (page: string): string[] =>
  elementsOf(page)
    .filter(({ tagName }) => tagName === 'td')
    .filter((cell) => elementsIn(cell).every(({ tagName }) => tagName !== 'td'))
    .flatMap((cell) => {
      const items = elementsIn(cell).filter(({ tagName }) => tagName === 'li');
      return (items.length > 0 ? items : [cell]).map((one) => plain(textIn(one)));
    })
    .filter((line) => line !== '');

/** The lines of the plain part, without what stands for looks: quotes, indents, a button's colon and address. */
const plainLines = (text: string, button: string | undefined): string[] => {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '--');
  return lines
    .map((line, index) => (lines[index + 1] === button ? line.replace(/:$/, '') : line))
    .filter((line) => line !== button)
    .map((line) => plain(line.replace(/^(?:>|-) /, '')));
};

describe('html and plain text say the same:', () => {
  it.each(samples)('%s', (_name, { letter, stationery }) => {
    const elements = elementsOf(letter.html);
    const action = elements.find((one) => attribute(one, 'class') === 'k-action');
    const url = action && attribute(action, 'href');
    const name = plain(stationery.tenant.organization.name);
    const lines = linesOf(letter.html);
    const header = stationery.logo ? [] : [name];
    expect(lines).toEqual([...header, ...plainLines(letter.text, url)]);
    if (url) expect(letter.text.split('\n')).toContain(url);
    expect(elements.filter(isHidden).map((one) => textIn(one))).toEqual([letter.preheader]);
  });

  it.each(samples)('every link of %s is in both', (_name, { letter, stationery }) => {
    const links = elementsOf(letter.html)
      .filter(({ tagName }) => tagName === 'a')
      .map((one) => ({ url: attribute(one, 'href')!, text: plain(textIn(one)) }));
    const written = plain(letter.text);
    for (const { url, text } of links)
      expect([written.includes(text), written.includes(url)]).toContain(true);
    const urls = links.map((one) => one.url);
    const own = stationery.tenant.portal.url;
    for (const [found] of letter.text.matchAll(/https:\/\/[^\s\u2069]+/g)) {
      expect(urls).toContain(found);
      expect(
        [own, stationery.tenant.support.url ?? own].some((base) => found.startsWith(base)),
      ).toBe(true);
    }
  });

  it('has a letter for every language of every tenant', () => {
    expect(samples.length).toBeGreaterThan(60);
  });
});
