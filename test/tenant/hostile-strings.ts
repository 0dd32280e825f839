/** A text that means harm somewhere, and a harmless one of its sort, to compare with. */
export type Hostile = { text: string; harmless: string };

const line = (text: string): Hostile => ({ text, harmless: 'harmless' });
const address = (text: string): Hostile => ({ text, harmless: 'https://harmless.test/page' });
const mail = (text: string): Hostile => ({ text, harmless: 'harmless@harmless.test' });

export const hostileStrings: Hostile[] = [
  line('<img src=x onerror=alert(1)>'),
  line('"><svg onload=alert(1)>'),
  line("' onmouseover='alert(1)"),
  line('</script><script>alert(1)</script>'),
  line('</style></title></textarea><iframe srcdoc=x>'),
  line('<!--<script>'),
  line('--><![endif]--><base href=//evil.test>'),
  line('&lt;img src=x onerror=alert(1)&gt;'),
  line('{{constructor.constructor("alert(1)")()}}'),
  line('${alert(1)} #{alert(1)} <%= alert(1) %>'),
  line("$& $1 $' $` %s %0d%0a"),
  line('Ltd\r\nBcc: all@evil.test'),
  line('Ltd\nSet-Cookie: a=b'),
  line('Ltd\u2028\u2029\u202egpj.exe'),
  line('Ltd\u0000\u001b[2J'),
  line('javascript:alert(1)'),
  line('data:text/html,<script>alert(1)</script>'),
  line('//evil.test/%2f%2e%2e'),
  line('../../../etc/passwd'),
  line('__proto__'),
  line('constructor'),
  line('red;}body{background:url(//evil.test)}'),
  line('KEYTURN_EMBED'),
  line('=HYPERLINK("https://evil.test")'),
  address('https://evil.test/"><script>alert(1)</script>'),
  address("https://evil.test/'onclick='alert(1)"),
  address('https://evil.test/?a=1&lt;b&quot;c'),
  address('https://evil.test/</loc></url><x:y>'),
  address('https://user:pass@evil.test/'),
  address('https:/\\evil.test'),
  address('https://evil.test/\r\nRefresh: 0'),
  mail("a'onclick=alert(1)@evil.test"),
  mail("o'hara+x@evil.test"),
  mail('<script>@evil.test'),
  mail('a@evil.test,b@evil.test'),
  mail('a@evil.test\r\nBcc: b@evil.test'),
];
