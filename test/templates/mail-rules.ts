import { HtmlValidate, StaticConfigLoader } from 'html-validate';

// What mail programs need and pages shouldn't have: layout by tables, sizes as attributes, colours on every element,
// conditional comments (caniemail 2026-05). Everything else that holds for a page holds for a mail.
const allowed = [
  'doctype-style',
  'no-conditional-comment',
  'no-inline-style',
  'no-deprecated-attr',
  'prefer-tbody',
  'long-title',
];

// `presentation` is the older of the two names of one role; Outlook knows no other.
const common = {
  ...Object.fromEntries(allowed.map((rule) => [rule, 'off'])),
  'presentation-role-style': 'off',
};

// Word's own: VML, Office settings, and <center>, which is what centres a VML button's words.
const inWord = { ...common, 'element-name': 'off', 'element-case': 'off', deprecated: 'off' };

const validator = (rules: object): HtmlValidate =>
  new HtmlValidate(
    new StaticConfigLoader({
      extends: ['html-validate:recommended', 'html-validate:a11y'],
      rules: rules as Record<string, 'off'>,
    }),
  );

const validators = {
  web: validator(common),
  word: validator(inWord),
  page: validator({ 'doctype-style': 'off' }),
};

/** What is wrong with a page, as a browser (`web`) or Word reads a mail, or as an ordinary page. */
export const wrongWith = async (
  page: string,
  reader: keyof typeof validators,
): Promise<string[]> => {
  const { results } = await validators[reader].validateString(page);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  );
};
