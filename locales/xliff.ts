import { SaxesParser } from 'saxes';

/** One text of the widget: its id, what it says in English, and in the file's language. */
export type Unit = { id: string; source: string; target: string };

/** A translation that can't be used, and where. */
class XliffError extends Error {
  override readonly name = 'XliffError';
}

/**
 * Reads an XLIFF 1.2 file as @lit/localize writes it.
 * @throws XliffError for what isn't well-formed, has a document type, or has markup inside a text.
 */
export const readXliff = (text: string, file: string): Unit[] => {
  const units: Unit[] = [];
  const parser = new SaxesParser();
  let into: 'source' | 'target' | undefined;
  const fail = (why: string): never => {
    throw new XliffError(`${file}:${parser.line}: ${why}`);
  };
  parser.on('error', (error) => fail(error.message));
  parser.on('doctype', () => fail('a document type is not allowed'));
  parser.on('opentag', ({ name, attributes }) => {
    if (into) fail(`<${name}> inside a text; texts have no markup`);
    if (name === 'trans-unit') units.push({ id: attributes.id!, source: '', target: '' });
    if (name === 'source' || name === 'target') into = name;
  });
  parser.on('closetag', ({ name }) => {
    if (name === into) into = undefined;
  });
  parser.on('text', (chunk) => {
    if (into) units.at(-1)![into] += chunk;
  });
  parser.write(text).close();
  return units;
};
