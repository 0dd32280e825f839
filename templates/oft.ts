// A letter as a template of Outlook's for Windows: properties ([MS-OXPROPS]), each in a stream of its own or in the table
// of them all ([MS-OXMSG]), in a compound file.
import cfb, { type CFB$Entry } from 'cfb';
import type { SetLetter } from './letter.ts';

// {0006F046-0000-0000-C000-000000000046}, as it lies in a file: this is what makes a message a template.
const template = '46f0060000000000c000000000000046';

// What reads a text ends it at a zero.
const text = (content: string): Buffer => Buffer.from(content.replaceAll('\0', ''), 'utf16le');

// The tags of properties; the lower half is the type: 001f is text, 0102 bytes, 0003 a number, 000b yes or no.
const streamsOf = ({ subject, html, text: plain }: SetLetter): [number, Buffer][] => [
  [0x001a001f, text('IPM.Note')], // message class
  [0x0037001f, text(subject)],
  [0x003d001f, text('')], // nothing at its beginning is a prefix like Re:
  [0x0e1d001f, text(subject)], // the subject without its prefix
  [0x0070001f, text(subject)], // what a conversation about it is called
  [0x1000001f, text(plain.replace(/\r\n?|\n/g, '\r\n'))],
  [0x10130102, Buffer.from(html)],
];

const numbers: readonly (readonly [number, number])[] = [
  [0x00170003, 1], // of normal importance
  [0x0e070003, 8], // not yet sent
  [0x0e1b000b, 0], // nothing is attached
  [0x0e1f000b, 0], // rich text, which Outlook derives, is not what counts
  [0x10160003, 3], // HTML is ([MS-OXBBODY], 2.1.3.1)
  [0x340d0003, 0x00040000], // text is UTF-16
  [0x3fde0003, 65001], // HTML is UTF-8
  [0x59090003, 2], // it's edited as HTML
];

const readableAndWritable = 6;
const isText = (tag: number): boolean => (tag & 0xffff) === 0x001f;

// A header of 32 bytes, which counts recipients and attachments: there are none; then 16 bytes for each property. The size
// of a text counts a zero at its end that isn't there ([MS-OXMSG], 2.4.2.2).
const tableOf = (streams: readonly [number, Buffer][]): Buffer => {
  const entries: (readonly [number, number])[] = [
    ...streams.map(([tag, { length }]) => [tag, isText(tag) ? length + 2 : length] as const),
    ...numbers,
  ];
  const table = Buffer.alloc(32 + 16 * entries.length);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 32 + 16 * index;
    table.writeUInt32LE(tag, at);
    table.writeUInt32LE(readableAndWritable, at + 4);
    table.writeUInt32LE(value, at + 8);
  }
  return table;
};

const nameOf = (tag: number): string =>
  `__substg1.0_${tag.toString(16).toUpperCase().padStart(8, '0')}`;

// No property has a name in place of a tag, but the places for names are wanted.
const noNames = [0x00020102, 0x00030102, 0x00040102].map(
  (tag) => [`__nameid_version1.0/${nameOf(tag)}`, Buffer.alloc(0)] as const,
);

// The library signs what it writes with a stream of its own, which some readers wonder at. It's the first in the directory,
// for its name is the shortest; its place becomes one that isn't used ([MS-CFB], 2.6.3).
const withoutSignature = (file: Buffer): Buffer => {
  const root = 512 * (1 + file.readInt32LE(0x30));
  const signature = root + 128;
  file.writeInt32LE(file.readInt32LE(signature + 0x48), root + 0x4c); // the next one is the first child now
  file.fill(0, signature, signature + 128).fill(0xff, signature + 0x44, signature + 0x50);
  return file;
};

/** A letter as a template that Outlook opens as a new mail. The same letter gives the same bytes: there is no time in it. */
export const templateOf = (letter: SetLetter): Uint8Array => {
  const streams = streamsOf(letter);
  const files: (readonly [string, Buffer])[] = [
    ['__properties_version1.0', tableOf(streams)],
    ...streams.map(([tag, body]) => [nameOf(tag), body] as const),
    ...noNames,
  ];
  // Put in as they are: the library's own way looks for each among the others, which takes most of its time.
  const root = { name: 'Root Entry', type: 5, clsid: template };
  const entries = files.map(([, content]) => ({ type: 2, content, size: content.length }));
  const file = cfb.write(
    {
      FullPaths: ['Root Entry/', ...files.map(([path]) => `Root Entry/${path}`)],
      FileIndex: [root, ...entries] as CFB$Entry[],
    },
    { type: 'buffer', fileType: 'cfb' },
  ) as Buffer;
  return withoutSignature(file);
};
