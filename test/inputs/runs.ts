/** How often each property is tried: a thousand times in `npm test`, KEYTURN_RUNS times in `npm run soak`. */
export const runs = { numRuns: Number(process.env.KEYTURN_RUNS ?? 1000) };

/** Signs that mean something to one reader or another of a text. */
export const signs = [
  ...'<>"\'&;:,/\\@#?%$`{}()[]*=+|^~! \t\r\n\0',
  '\u202e',
  '\u2066',
  '\u2028',
  '\ufeff',
  '\u0130',
  '..',
  '%2e',
  '%2f',
  '%0d%0a',
  '${',
  '{{',
  '<!--',
  ']]>',
  '</script>',
  'javascript:',
  'data:',
  'https://',
  'evil.test',
];
