/** The languages whose words are complete under locales/, with what a page must know of each. */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  nl: { name: 'Nederlands', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl' }>;

/** A BCP 47 tag that exists under locales/. */
export type Locale = keyof typeof languages;

/** All of them, in the order in which they were written. */
export const localeCodes = Object.keys(languages) as Locale[];
