import fc from 'fast-check';

/** Strings that have broken mails and pages elsewhere. */
export const hostile: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</script><script>alert(1)</script>',
  '</style><style>*{display:none}</style>',
  '</title></textarea><h1>x</h1>',
  '--><!-- x',
  '<![endif]--><b>x</b><!--[if mso]>',
  '<!--[if gte mso 9]><xml>',
  '{{constructor.constructor("alert(1)")()}}',
  '${7*7}',
  '%s%n%x',
  '*|FNAME|*',
  "@{triggerBody()?['x']}",
  '__proto__',
  'constructor',
  '&lt;b&gt; &amp;amp; &#x3c;',
  '$& $1 $$ $`',
  'a\u202egnp.exe',
  '\u2069\u202e evil',
  'x\r\nBcc: everyone@contoso.com',
  'x\nContent-Type: text/html\n\n<b>',
  '=?utf-8?B?PGI+?=',
  '\u0000\u0007\u001b[31m\u007f',
  '\ud83d',
  'مرحبًا <b>',
];

/** Any string: printable, with control characters, beyond the first plane, or one of the above. */
export const anyString = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...hostile),
  fc.tuple(fc.constantFrom(...hostile), fc.string()).map(([one, other]) => other + one),
);

/** The text as HTML can hold it: no NUL, one kind of line break (HTML 13.2.3.5), whole characters. */
export const asHtmlHolds = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed();
