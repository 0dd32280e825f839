import { right } from './files.ts';

const changed = (from: string, to: string): string => {
  if (!right.includes(from)) throw new Error(`the right file has no ${from}`);
  return right.replace(from, to);
};

const added = (lines: string): string => `${right}${lines}\n`;

const directory = (lines: string): string =>
  added(
    `gateway:\n  mail: smtps://smtp.contoso.com\n  text: https://sms.contoso.com\n  directory:\n    ${lines.replaceAll('\n', '\n    ')}`,
  );

const openldap =
  'kind: openldap\nurls: [ldaps://ldap.contoso.com]\nbase: ou=people,dc=contoso,dc=com';

/** Wrong tenant files, each with one thing that somebody really gets wrong. */
export const wrongFiles: Record<string, string> = {
  'an empty file': '',
  'only a comment': '# to do\n',
  'a list instead of keys': '- contoso\n- fabrikam\n',
  'a text instead of keys': 'just text\n',
  'a tab as indentation': 'organization:\n\tname: Contoso\n',
  'an unclosed quote': changed('name: Contoso Ltd', 'name: "Contoso Ltd'),
  'a key twice': added('locales: [en]'),
  'an unknown section': added('brandd:\n  color: red'),
  'a misspelt key': changed('domains:', 'domain:'),
  'a key in the wrong section': changed(
    '  url: https://passwords.contoso.com/',
    '  url: https://passwords.contoso.com/\n  logo: ./logo.svg',
  ),
  'no organisation': changed('organization:\n  name: Contoso Ltd\n  domains: [contoso.com]\n', ''),
  'no name': changed('  name: Contoso Ltd\n', ''),
  'an empty name': changed('name: Contoso Ltd', 'name: ""'),
  'a name of 101 characters': changed('Contoso Ltd', 'x'.repeat(101)),
  'a name with a line break': changed(
    'name: Contoso Ltd',
    'name: "Contoso\\nBcc: all@contoso.com"',
  ),
  'a name that changes direction': changed('name: Contoso Ltd', 'name: "Contoso \\u202Etxt.exe"'),
  'a number for a name': changed('name: Contoso Ltd', 'name: 42'),
  'no domain': changed('[contoso.com]', '[]'),
  'an address for a domain': changed('[contoso.com]', '["https://contoso.com"]'),
  'a country in small letters': changed(
    '  name: Contoso Ltd',
    '  name: Contoso Ltd\n  countryCode: nl',
  ),
  'no portal address': changed('  url: https://passwords.contoso.com/', '  notice: {en: Hello}'),
  'a portal address without https': changed('https://passwords', 'http://passwords'),
  'a portal address with a query': changed('contoso.com/\n', 'contoso.com/?x=1\n'),
  'a portal address with a password': changed('https://passwords', 'https://me:pw@passwords'),
  'a host instead of an address': changed(
    'https://passwords.contoso.com/',
    'passwords.contoso.com',
  ),
  'an unknown page': changed('/\nlocales', '/\n  pages: [reset, faq]\nlocales'),
  'a language without words': changed('[en, nl]', '[en, tlh]'),
  'a language twice': changed('[en, nl]', '[en, en]'),
  'a default language that isn’t published': added('defaultLocale: ar'),
  'a notice in a language that isn’t published': changed(
    'contoso.com/\n',
    'contoso.com/\n  notice: {ar: "مرحبا"}\n',
  ),
  'own wording under an unknown key': added('text:\n  en:\n    site.home.titel: Hello'),
  'own wording with a foreign placeholder': added(
    'text:\n  en:\n    site.step.hosted: "Go to {hots}"',
  ),
  'own wording with an open brace': added('text:\n  en:\n    site.step.hosted: "Go to {host"'),
  'a colour that isn’t one': added('brand:\n  color: contoso-blue'),
  'a colour that ends its declaration': added('brand:\n  color: "red;} body{display:none"'),
  'a transparent colour': added('brand:\n  color: "#005fb880"'),
  'a font that imports': added('brand:\n  font: "x; } @import url(https://evil.test)"'),
  'a radius of 99': added('brand:\n  radius: 99'),
  'a logo that isn’t there': added('brand:\n  logo: ./missing.svg'),
  'a logo outside the folder': added('brand:\n  logo: ../logo.svg'),
  'a logo by address': added('brand:\n  logo: https://cdn.test/logo.svg'),
  'no way to reach anybody': changed('  email: help@contoso.com', '  name: Help desk'),
  'two addresses in one': changed('help@contoso.com', '"help@contoso.com,boss@contoso.com"'),
  'a script as help page': changed('  email: help@contoso.com', '  url: "javascript:alert(1)"'),
  'letters in a telephone number': changed('  email: help@contoso.com', '  phone: CALL-ME'),
  'a zero that nobody dials in a telephone number': changed(
    '  email: help@contoso.com',
    '  phone: +31 (0)20 555 01 23',
  ),
  'a path behind an origin': added('allowedOrigins: [https://intranet.contoso.com/page]'),
  'no backend': changed('backend:\n  kind: http\n  url: /api\n', ''),
  'a misspelt backend': changed('kind: http', 'kind: entar'),
  'another backend’s option': changed('  url: /api', '  url: /api\n  cloud: public'),
  'links without a reset page': changed('kind: http\n  url: /api', 'kind: links'),
  'passkeys of another domain': added(
    'gateway:\n  mail: smtps://smtp.contoso.com\n  text: https://sms.contoso.com/send\n  passkeyDomain: example.org',
  ),
  'a gateway without a mail server': added('gateway:\n  text: https://sms.contoso.com/send'),
  'a gateway behind hosted pages': changed('kind: http\n  url: /api', 'kind: entra').concat(
    'gateway:\n  mail: smtps://smtp.contoso.com\n  text: https://sms.contoso.com\n',
  ),
  'a password in the mail server': added(
    'gateway:\n  mail: smtps://me:pw@smtp.contoso.com\n  text: https://sms.contoso.com',
  ),
  'requests for help that nobody gets': directory('kind: embedded').replace(
    '  directory:',
    '  requests: {}\n  directory:',
  ),
  'a signature by another domain': directory('kind: embedded').replace(
    '  directory:',
    '  dkim: { domain: fabrikam.com, selector: keyturn }\n  directory:',
  ),
  'a misspelt directory': directory('kind: open-ldap'),
  'a directory without its kind': directory('urls: [ldaps://ldap.contoso.com]'),
  'a directory without servers': directory(openldap.replace(/urls.*\n/, '')),
  'a directory’s password in its address': directory(
    openldap.replace('ldaps://', 'ldaps://me:pw@'),
  ),
  'a directory over HTTP': directory(openldap.replace('ldaps://', 'https://')),
  'a directory’s server twice': directory(openldap.replace('[', '[ldaps://ldap.contoso.com, ')),
  'a base that is a domain': directory(
    openldap.replace('ou=people,dc=contoso,dc=com', 'contoso.com'),
  ),
  'a filter without a name in it': directory(`${openldap}\nuserFilter: (objectClass=person)`),
  'a filter that isn’t closed': directory(`${openldap}\nuserFilter: "(&(uid={local})"`),
  'a filter with another placeholder': directory(
    `${openldap}\nuserFilter: "(&(uid={local})(o={org}))"`,
  ),
  'a misspelt attribute’s place': directory(`${openldap}\nattributes: {moblie: [mobile]}`),
  'one attribute where a list is wanted': directory(`${openldap}\nattributes: {mobile: mobile}`),
  'a group of another tree': directory(`${openldap}\nscope: {group: "cn=all,dc=fabrikam,dc=net"}`),
  'administrators without a second channel': directory(
    `${openldap}\nadministrators: {group: "cn=it,dc=contoso,dc=com"}`,
  ).replace('[email, sms]', '[email]'),
  'three gates': added('  gates: 3'),
  'two gates over one channel': changed(
    'methods: [email, sms]',
    'gates: 2\n  methods: [sms, call-mobile]',
  ),
  'a misspelt method': changed('[email, sms]', '[e-mail, sms]'),
  'a method twice': changed('[email, sms]', '[email, email]'),
  'no method': changed('[email, sms]', '[]'),
  'less to register than to prove': changed(
    'methods: [email, sms]',
    'gates: 2\n  requiredToRegister: 1\n  methods: [email, sms]',
  ),
  'more to register than there is': changed(
    'methods: [email, sms]',
    'requiredToRegister: 3\n  methods: [email, sms]',
  ),
  'fewer questions registered than asked': changed(
    '[email, sms]',
    '[email, questions]\n  questions: {register: 3, reset: 5}',
  ),
  'too small a pool of questions': changed(
    '[email, sms]',
    '[email, questions]\n  questions: {predefined: [first-pet], custom: [Which one?]}',
  ),
  'too large a pool of questions': changed(
    '[email, sms]',
    '[email, questions]\n  questions: {custom: [One one?, Two two?, Three three?, Four four?, Five five?, Six six?]}',
  ),
  'rules for questions that nobody is asked': added('  questions: {register: 3}'),
  'a short password': added('  password: {minLength: 6}'),
  'a length as text': added('  password: {minLength: twelve}'),
  'five classes': added('  password: {classes: 5}'),
  'a yes that isn’t one': added('  unlock: "yes"'),
  'days beyond two years': added('  registration: {reconfirmDays: 1000}'),
  'the unlock page while unlocking is off': changed(
    '/\nlocales',
    '/\n  pages: [unlock]\nlocales',
  ).concat('  unlock: false\n'),
  'a launch before the pilot': added('rollout: {pilot: 2027-03-01, launch: 2027-02-01}'),
  'a date in words': added('rollout: {launch: 1 March 2027}'),
  'a thirtieth of February': added('rollout: {launch: 2027-02-30}'),
  'an audience in a language that isn’t published': added(
    'rollout: {audiences: [{name: Head office, locale: ar, wave: 1}]}',
  ),
  'a security contact that has run out': added(
    'security: {contact: security@contoso.com, expires: 2020-01-01}',
  ),
  'a key from an object’s own nature': added('__proto__:\n  polluted: true'),
};
