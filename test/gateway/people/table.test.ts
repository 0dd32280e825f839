import { describe, expect, it } from 'vitest';
import { entriesOf, headingsOf } from '../../../gateway/people/entries.ts';
import { tableIn, textOf } from '../../../gateway/people/table.ts';
import { contoso } from '../harness.ts';

const read = (text: string) => {
  const table = tableIn(text);
  return entriesOf(table, headingsOf(table), contoso);
};

const utf16 = (text: string, big = false): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('A table of people', () => {
  it.each([
    ['commas', 'username,mobile\nada,06 1234 5699\n'],
    ['semicolons', 'username;mobile\nada;06 1234 5699\n'],
    ['tabs', 'username\tmobile\nada\t06 1234 5699\n'],
    ['Excel’s own first line', 'sep=;\nusername;mobile\nada;06 1234 5699\n'],
    ['other names', '"User Principal Name","Mobile Phone"\nada,06 1234 5699\n'],
  ])('is read with %s', (_, text) => {
    expect(read(text)).toMatchObject([
      { username: 'ada@contoso.com', contacts: { mobile: ['+31612345699'] } },
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('username,name\nada,Zoë\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeffusername,name\nada,Zoë\n')],
    ['UTF-16', utf16('username\tname\r\nada\tZoë\r\n')],
    ['UTF-16, the other way round', utf16('username\tname\r\nada\tZoë\r\n', true)],
    ['old line ends', Buffer.from('username,name\rada,Zoë\r')],
  ])('is read in %s', (_, bytes) => {
    expect(read(textOf(bytes))).toMatchObject([{ username: 'ada@contoso.com', name: 'Zoë' }]);
  });

  it.each([
    Buffer.from('username,name\nada,Zo\xeb\n', 'latin1'),
    Buffer.from('username,name\n', 'utf16le'),
    Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0]),
  ])('is refused in an encoding that would garble names: %o', (bytes) => {
    expect(() => textOf(bytes)).toThrow('isn’t UTF-8, want UTF-8. In Excel: Save as');
  });

  it('keeps count of lines over quoted line ends and empty lines', () => {
    const text = 'username,name\nada,"Ada\r\nLovelace"\n\nbo,12,3\ncy,"a ""b"""\n';
    expect(read(textOf(Buffer.from(text)))).toMatchObject([
      { line: 2, name: 'Ada Lovelace' },
      { line: 5, problems: [expect.stringContaining('got 3 cells, want 2')] },
      { line: 6, name: 'a "b"' },
    ]);
  });

  it.each([
    ['username,name\nada,"A\nB"\ncy,"a"b\ndee,D\n', 'line 4: a quotation mark ends in the middle'],
    ['sep=,\nusername,name\nada,A\ncy,a"b\n', 'line 4: a quotation mark stands in the middle'],
    ['username,name\nada,"A\nB"\ncy,"a\ndee,D\n', 'line 4: a quotation mark is opened here'],
  ])('is refused whole where lines can’t be told apart: %j', (text, said) => {
    expect(() => read(text)).toThrow(said);
  });

  it.each([
    ['mobile', '12', 'got “12”, want a telephone number with its country code'],
    ['mobile', '020 555 0123', 'want a mobile number, to which a text can be sent'],
    ['mobile', '3.16123E+10', 'want all of its digits, which the spreadsheet has rounded away'],
    ['mobile', '0612345601 | 0612345602 | 0612345603 | 0612345604', 'want 3 at most'],
    ['office phone', '0900 1234', 'want a telephone number'],
    ['alternate email', 'ada@contoso.com', 'want an address outside of contoso.com'],
    ['alternate email', 'a@x.test,b@y.test', 'want one e-mail address'],
    ['email', 'nobody', 'want one e-mail address'],
    ['locale', 'tlh', 'want one of en, nl, ar'],
    ['name', 'Ada\u202eecalevoL', 'nothing invisible'],
  ])('is told what is wrong with column %s: %s', (column, cell, said) => {
    const [one] = read(`username;${column}\nada;"${cell}"\n`);
    expect(one).toMatchObject({ line: 2, problems: [expect.stringContaining(said)] });
    expect(JSON.stringify(one)).toContain(`column ${column}: got “`);
    expect(JSON.stringify(one)).not.toContain('\u202e');
  });

  it('takes what a spreadsheet makes of numbers, several in a cell, and a cell that takes away', () => {
    const text =
      "username;mobile;office phone;alternate email;locale\nada;612345699;'+31 20 794 0123 x 42;a@x.test | b@x.test;nl-BE\ngrace;31612345699;-;;\n";
    expect(read(text)).toMatchObject([
      {
        contacts: {
          mobile: ['+31612345699'],
          office: ['+31207940123 x42'],
          email: ['a@x.test', 'b@x.test'],
        },
        locale: 'nl',
      },
      { contacts: { mobile: ['+31612345699'], office: [] } },
    ]);
  });

  it('refuses everyone who is in it twice, whichever way they are written', () => {
    const rows = read('username,name\nada,Ada\nbo,Bo\nADA@contoso.com,Other\n');
    expect(rows).toMatchObject([
      { line: 2, problems: [expect.stringContaining('in line 4 too')] },
      { line: 3, name: 'Bo' },
      { line: 4, problems: [expect.stringContaining('in line 2 too')] },
    ]);
  });

  it.each([
    ['', 'got nothing, want a first line'],
    ['ada,06 1234 5699\n', 'line 1: got “ada”, “06 1234 5699”, want a column username'],
    ['username,mobile,mobile phone\n', 'line 1: got mobile twice, as “mobile” and “mobile phone”'],
  ])('is refused whole where nothing can be made of it: %j', (text, said) => {
    expect(() => read(text)).toThrow(said);
  });
});
