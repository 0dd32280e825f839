import { createRequire } from 'node:module';
import type reader from '@kenjiuno/msgreader';
import cfb from 'cfb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setLetter, type SetLetter } from '../../templates/index.ts';
import { templateOf } from '../../templates/oft.ts';
import { anyString, hostile } from './hostile.ts';
import { contoso, samples } from './stationery.ts';

// Imported, its class would be in another place for the types than for the tests.
const { default: MsgReader } = createRequire(import.meta.url)(
  '@kenjiuno/msgreader',
) as typeof reader;

const read = (bytes: Uint8Array) => new MsgReader(new Uint8Array(bytes).buffer).getFileData();

const withSubject = (subject: string): SetLetter =>
  setLetter(
    { subject, preheader: 'p', title: 't', blocks: [] },
    { ...contoso, locale: 'en' as const },
  );

const lines = (text = ''): string => text.replaceAll(/\r\n?/g, '\n');

describe('the template of', () => {
  it.each(samples)('%s holds what the letter says, and nothing else', (_, { fixed }) => {
    const found = read(templateOf(fixed));
    expect(found.subject).toBe(fixed.subject);
    expect(lines(found.body)).toBe(fixed.text);
    expect(Buffer.from(found.html ?? []).toString()).toBe(fixed.html);
    expect(found).toMatchObject({
      messageClass: 'IPM.Note',
      internetCodepage: 65001,
      attachments: [],
      recipients: [],
    });
    for (const stale of ['senderEmail', 'messageDeliveryTime', 'creationTime', 'messageId'])
      expect(found).not.toHaveProperty(stale);
  });
});

describe('a template', () => {
  const [, { fixed }] = samples[0]!;

  it('is a compound file with the class of Outlook’s templates, and not of a message', () => {
    const { FileIndex, FullPaths } = cfb.read(Buffer.from(templateOf(fixed)), { type: 'buffer' });
    expect(FileIndex[0]!.clsid).toBe('46f0060000000000c000000000000046');
    for (const tag of ['00020102', '00030102', '00040102'])
      expect(FullPaths).toContain(`Root Entry/__nameid_version1.0/__substg1.0_${tag}`);
    // Of what writes it, nothing stays behind.
    expect(FullPaths.filter((path) => path !== '/' && !/^Root Entry\/(__|$)/.test(path))).toEqual(
      [],
    );
  });

  it('has an entry in its table for every stream, with the size that its kind asks for', () => {
    const file = cfb.read(Buffer.from(templateOf(fixed)), { type: 'buffer' });
    const table = Buffer.from(cfb.find(file, '/__properties_version1.0')!.content);
    const sizes = new Map<string, number>();
    for (let at = 32; at < table.length; at += 16) {
      const tag = table.readUInt32LE(at).toString(16).toUpperCase().padStart(8, '0');
      if (/001F$|0102$/.test(tag)) sizes.set(tag, table.readUInt32LE(at + 8));
    }
    const streams = file.FullPaths.map((path, index) => ({
      path,
      size: file.FileIndex[index]!.size,
    }))
      .filter(({ path }) => path.startsWith('Root Entry/__substg'))
      .map(({ path, size }) => [path.slice(-8), path.endsWith('001F') ? size + 2 : size] as const);
    expect(sizes).toEqual(new Map(streams));
    expect(sizes.size).toBe(7);
  });

  it('isn’t sent yet, and is edited as HTML', () => {
    const file = cfb.read(Buffer.from(templateOf(fixed)), { type: 'buffer' });
    const table = Buffer.from(cfb.find(file, '/__properties_version1.0')!.content);
    const numberAt = (tag: number): number => {
      for (let at = 32; at < table.length; at += 16)
        if (table.readUInt32LE(at) === tag) return table.readUInt32LE(at + 8);
      throw new Error('not there');
    };
    expect(numberAt(0x0e070003) & 8).toBe(8);
    expect(numberAt(0x10160003)).toBe(3);
    expect(numberAt(0x59090003)).toBe(2);
    expect([...table.subarray(0, 32)]).toEqual(Array.from({ length: 32 }, () => 0));
  });

  it('has the same bytes every time', () => {
    expect(Buffer.compare(templateOf(fixed), templateOf(fixed))).toBe(0);
  });

  it('holds any subject and any text, long and short, beside each other', () => {
    const property = fc.property(anyString, anyString, fc.nat(9000), (subject, text, length) => {
      const letter = { ...withSubject(subject), text, html: 'ä'.repeat(length) };
      const found = read(templateOf(letter));
      // Where there is nothing, the reader says nothing.
      expect(found.subject ?? '').toBe(letter.subject);
      expect(lines(found.body)).toBe(lines(text.replaceAll('\0', '')));
      expect(Buffer.from(found.html ?? []).toString()).toBe(letter.html);
    });
    fc.assert(property, { numRuns: 100, examples: hostile.map((one) => [one, one, 5000]) });
  });
});
