import { footerLines } from '../footer.ts';
import { type Block, type Letter, type LetterInput, wordsOf } from '../letter.ts';

// Plain text has no dir attribute; most readers take a line's direction from its first letter, and isolates hold
// addresses together. They are left out in left-to-right letters, where older readers would show them as boxes.
const plain = (text: string, rtl: boolean): string =>
  rtl ? text : text.replace(/[\u2066-\u2069]/g, '');

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'note':
      return `> ${block.text}`;
    case 'button':
    case 'link':
      return `${block.label.replace(/[\u2066-\u2069]/g, '')}:\n${block.url}`;
    case 'code':
      return `    ${block.code}`;
    case 'address':
      return `${block.lead} ${block.address}`;
  }
};

/** The letter as plain text: the same pieces in the same order. */
export const textOf = (letter: Letter, input: LetterInput): string => {
  const say = wordsOf(input);
  // An address that its sender fills in is not in the words.
  const footer = footerLines(letter, input).map(({ text, links }) =>
    [text, ...links.map(({ url }) => url).filter((url) => url.startsWith('[['))].join(' '),
  );
  const body = [
    letter.title,
    ...letter.blocks.map(blockText),
    input.tenant.organization.name,
    `-- \n${footer.join('\n')}`,
  ].join('\n\n');
  return `${plain(body, say.dir === 'rtl')}\n`;
};
