import { undirected } from '../letter.ts';
import type { Paper, Part } from './paper.ts';

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const partText = (part: Part): string => {
  switch (part.kind) {
    case 'heading':
      return `## ${part.text}`;
    case 'text':
      return part.text;
    case 'list':
      return part.items
        .map((item, index) => `${part.ordered ? `${index + 1}.` : '-'} ${item}`)
        .join('\n');
    case 'checks':
      return part.items.map((item) => `- [ ] ${item}`).join('\n');
    case 'table':
      return [rowOf(part.head), rowOf(part.head.map(() => '---')), ...part.rows.map(rowOf)].join(
        '\n',
      );
    case 'answer':
      return `**${part.question}**\n${part.answer}`;
    case 'steps':
      return part.items.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');
    case 'code':
      return `${part.label}:\n\n\`\`\`\n${part.code}\n\`\`\``;
    case 'letter':
      return `(${part.path}.html)`;
  }
};

/** A paper as plain text, in the marks that chats and wikis read (Markdown). Isolates stay in right-to-left words. */
export const paperText = (paper: Paper, rtl: boolean): string => {
  const title = paper.name === 'sms' ? [] : [`# ${paper.title}`];
  const pieces = [...title, ...(paper.lead ? [paper.lead] : []), ...paper.parts.map(partText)];
  const whole = `${pieces.join('\n\n')}\n`;
  // A text message has no room for signs that nobody sees.
  return rtl && paper.name !== 'sms' ? whole : undirected(whole);
};
