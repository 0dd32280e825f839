// The placeholders of the programs that send letters. Letters are written with neutral ones ([[firstName]]), which are
// replaced here, last of all: whatever else a program would take for its own is escaped, or stops the build.
import type { MergeDialect } from '../tenant/schema/campaign.ts';
import type { SetLetter } from './letter.ts';
import type { Token } from './letters/phrases.ts';

type Value = string | { html: string; text: string };
type Dialect = {
  tokens: Partial<Record<Token, Value>>;
  /** Those whose names are the program's own, by its maker's documents. The others are for whoever sends to provide. */
  own?: readonly Token[];
  /** What this program would read as its own in our words, and how it's written so that it doesn't. */
  reads?: RegExp;
  escaped?: (found: string) => string;
};

/** A letter that can't be written for its program. */
export class DialectError extends Error {}

// Word's own notation of a merge field in HTML: it becomes a field when Word opens the page.
const mergeField = (name: string): Value => ({
  text: `«${name}»`,
  html: `<!--[if supportFields]><span style='mso-element:field-begin'></span> MERGEFIELD ${name} <span style='mso-element:field-separator'></span><![endif]-->«${name}»<!--[if supportFields]><span style='mso-element:field-end'></span><![endif]-->`,
});

const braces = (...names: [string, string, string]) => ({
  firstName: `{{${names[0]}}}`,
  userName: `{{${names[1]}}}`,
  expiryDate: `{{${names[2]}}}`,
});

const item = (name: string): string => `@{items('Apply_to_each')?['${name}']}`;

const dialects: Record<MergeDialect, Dialect> = {
  none: { tokens: {} },
  outlook: {
    tokens: {
      firstName: mergeField('FirstName'),
      userName: mergeField('UserName'),
      expiryDate: mergeField('ExpiryDate'),
    },
    reads: /«\w+»/g,
  },
  mailchimp: {
    tokens: {
      firstName: '*|FNAME|*',
      userName: '*|USERNAME|*',
      expiryDate: '*|EXPIRES|*',
      unsubscribe: '*|UNSUB|*',
      postalAddress: { html: '*|HTML:LIST_ADDRESS_HTML|*', text: '*|LIST:ADDRESSLINE|*' },
    },
    own: ['firstName', 'unsubscribe', 'postalAddress'],
    reads: /\*\||\|\*/g,
  },
  handlebars: {
    tokens: braces('firstName', 'userName', 'expiryDate'),
    reads: /\{\{/g,
    escaped: (found) => `\\${found}`,
  },
  liquid: {
    tokens: braces(' customer.first_name ', ' customer.user_name ', ' customer.expiry_date '),
    reads: /\{[{%]/g,
    escaped: (found) => `{{ '${found}' }}`,
  },
  // A workflow reads @{ anywhere, and @ at the beginning of a text.
  'power-automate': {
    tokens: {
      firstName: item('givenName'),
      userName: item('userPrincipalName'),
      expiryDate: item('expiryDate'),
    },
    reads: /@\{|^@/g,
    escaped: (found) => `@${found}`,
  },
  // Velocity.
  okta: {
    tokens: { firstName: '${user.profile.firstName}', userName: '${user.profile.login}' },
    own: ['firstName', 'userName'],
    reads:
      /\$!?\{|##|#\*|#\[\[|#(?:if|else|end|set|foreach|macro|parse|include|stop|break|define|evaluate)\b/g,
    escaped: (found) => `#[[${found}]]#`,
  },
  // FreeMarker; a user may have no first name.
  keycloak: {
    tokens: { firstName: '${(user.firstName)!}', userName: '${user.username}' },
    own: ['firstName', 'userName'],
    reads: /[$#]\{|<\/?[#@]|\[=/g,
    escaped: (found) => `\${r"${found}"}`,
  },
  'entra-lifecycle': {
    tokens: { firstName: '{{userGivenName}}', userName: '{{userPrincipalName}}' },
    own: ['firstName', 'userName'],
    reads: /\{\{/g,
  },
  // For -replace in a script of one's own.
  powershell: { tokens: braces('firstName', 'userName', 'expiryDate'), reads: /\{\{/g },
};

/** The placeholders that a program fills in. */
export const knownTokens = (name: MergeDialect): ReadonlySet<string> =>
  new Set(Object.keys(dialects[name].tokens));

/** What stands in a letter for the program to fill in, and whose name has to be made known to it first. */
export const namesToBind = (text: string, name: MergeDialect): string[] => {
  const { tokens, own = [] } = dialects[name];
  return (Object.entries(tokens) as [Token, Value][])
    .filter(([token]) => !own.includes(token))
    .map(([, value]) => (typeof value === 'string' ? value : value.text))
    .filter((placeholder) => text.includes(placeholder));
};

const literal = (text: string, name: MergeDialect): string => {
  const { reads, escaped } = dialects[name];
  return reads
    ? text.replace(reads, (found) => {
        if (escaped) return escaped(found);
        throw new DialectError(
          `${found} in a text means something to ${name}: take it out of your own wording`,
        );
      })
    : text;
};

const written = (text: string, name: MergeDialect, part: 'html' | 'text'): string => {
  const { tokens } = dialects[name];
  // Every second piece is the name of a placeholder.
  return text
    .split(/\[\[(\w+)\]\]/)
    .map((piece, index) => {
      if (index % 2 === 0) return literal(piece, name);
      const value = Object.hasOwn(tokens, piece) ? tokens[piece as Token] : undefined;
      if (value === undefined)
        throw new DialectError(
          `[[${piece}]] is no placeholder with rollout.mergeTags ${name}; it knows ${Object.keys(tokens).join(', ') || 'none'}`,
        );
      return typeof value === 'string' ? value : value[part];
    })
    .join('');
};

/**
 * A letter in the words of the program that sends it.
 * @throws DialectError for a placeholder that it doesn't know, and for words that it would take for its own.
 */
export const inDialect = (letter: SetLetter, name: MergeDialect): SetLetter => {
  if (name === 'none' && !letter.html.includes('[[') && !letter.text.includes('[[')) return letter;
  return {
    subject: written(letter.subject, name, 'text'),
    preheader: written(letter.preheader, name, 'text'),
    title: written(letter.title, name, 'text'),
    html: written(letter.html, name, 'html'),
    text: written(letter.text, name, 'text'),
  };
};
