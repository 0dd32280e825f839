// Whether two portals differ in their texts alone.
import { parse as parseCode } from 'acorn';
import PostalMime from 'postal-mime';
import { SaxesParser } from 'saxes';
import { expect } from 'vitest';
import { type Element, elementsOf } from '../site/dom.ts';
import type { Files, Portal } from '../site/portals.ts';

type Looked = {
  /** What is in a page, without what it says: elements in order, each with the names of its attributes. */
  skeleton: string[];
  addresses: string[];
  islands: string[];
  policy: string[];
  previews: string[];
};

const addressNames = ['href', 'src', 'srcset', 'action', 'data', 'return-to', 'backend'];
const honest =
  /^(https:\/\/|mailto:[^\s?]+$|tel:\+?[\d;=a-z]+$|\/(?!\/)|#|(?:\.\.\/)*[\w/-]+\.(html|eml|emltpl|oft|ics|json|txt|png|pdf)$)/;

const directives = ({ attributes }: Element): string[] =>
  attributes['http-equiv'] === 'content-security-policy'
    ? attributes.content!.split('; ').map((one) => one.split(' ')[0]!)
    : [];

const lookAt = (html: string): Looked => {
  const all = elementsOf(html);
  return {
    // Places where a long address may break (`<bdi>`, `<wbr>`) come and go with the text.
    skeleton: all
      .map(({ name, attributes }) => `${name} ${Object.keys(attributes).toSorted().join(' ')}`)
      .filter((one) => one !== 'bdi ' && one !== 'wbr '),
    addresses: all.flatMap(({ attributes }) =>
      addressNames.flatMap((name) => attributes[name] ?? []),
    ),
    islands: all.flatMap(({ attributes, text }) =>
      attributes.type === 'application/json' ? [text] : [],
    ),
    policy: all.flatMap(directives),
    // A preview of the kit is a page in an attribute.
    previews: all.flatMap(({ attributes }) => attributes.srcdoc ?? []),
  };
};

const calmPages = new Map<string, Looked>();

const calmLook = (html: string): Looked => {
  const known = calmPages.get(html) ?? lookAt(html);
  calmPages.set(html, known);
  return known;
};

// A preview differs from its letter in the address of the logo alone.
const withoutLogo = (html: string): string => html.replace(/<img src="[^"]*"/, '<img');

const expectSamePage = (
  path: string,
  html: string,
  calmHtml: string,
  seen: ReadonlySet<string>,
): void => {
  const page = lookAt(html);
  const calm = calmLook(calmHtml);
  expect(page.skeleton, path).toEqual(calm.skeleton);
  expect(page.policy, path).toEqual(calm.policy);
  expect(
    page.addresses.filter((one) => !honest.test(one)),
    path,
  ).toEqual([]);
  for (const island of page.islands)
    expect(() => JSON.parse(island) as unknown, path).not.toThrow();
  page.previews.forEach((preview, index) => {
    // What has been looked at as a file needn't be looked at again.
    if (!seen.has(withoutLogo(preview)))
      expectSamePage(`${path}, preview ${index}`, preview, calm.previews[index]!, seen);
  });
};

const keysOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.split(':')[0]!);

const expectSameMail = async (path: string, text: string, calm: string): Promise<void> => {
  const [mail, other] = await Promise.all([text, calm].map((one) => PostalMime.parse(one)));
  expect(
    mail!.headers.map(({ key }) => key),
    path,
  ).toEqual(other!.headers.map(({ key }) => key));
  expect(mail!.attachments, path).toEqual([]);
  expect(mail!.subject, path).not.toMatch(/[\r\n]/);
};

const expectWellFormed = (path: string, xml: string): void => {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new Error(`${path}: ${error.message}`);
  });
  parser.write(xml).close();
};

const expectSameFiles = async (files: Files, calm: Files): Promise<void> => {
  const withoutHash = (paths: Iterable<string>): string[] =>
    [...paths].map((path) => path.replace(/\.[0-9a-f]{10}\./, '.'));
  expect(withoutHash(files.keys())).toEqual(withoutHash(calm.keys()));
  const pages = [...files].filter(([path]) => path.endsWith('.html'));
  const seen = new Set(pages.map(([, body]) => withoutLogo(String(body))));
  for (const [path, body] of files) {
    const [text, other] = [String(body), String(calm.get(path))];
    if (path.endsWith('.html')) expectSamePage(path, text, other, seen);
    if (path.endsWith('.xml')) expectWellFormed(path, text);
    if (path.endsWith('.eml')) await expectSameMail(path, text, other);
    if (/(robots|security)\.txt$/.test(path)) expect(keysOf(text), path).toEqual(keysOf(other));
    if (path.endsWith('.js'))
      expect(() => parseCode(text, { ecmaVersion: 'latest', sourceType: 'module' })).not.toThrow();
  }
};

/** Holds a portal and its kit against one with harmless texts: the same files, elements, attributes, headers, fields. */
export const expectInert = async (hostile: Portal, calm: Portal): Promise<void> => {
  await expectSameFiles(hostile.files, calm.files);
  await expectSameFiles(hostile.kit, calm.kit);
};
