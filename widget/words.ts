// @lit/localize finds, numbers and translates the texts; at run time its 1.1 KB (brotli) are replaced by this look-up,
// which also lets each element have its own language and an organisation its own wording.

/** Texts by message id, in one language. Where an id is missing, the English text in the code is said. */
export type WidgetWords = Record<string, string>;

let spoken: WidgetWords = {};

/** Runs `say` with `words` in force. Rendering is synchronous, so two elements can't hear each other. */
export const speaking = <T>(words: WidgetWords, say: () => T): T => {
  const before = spoken;
  spoken = words;
  try {
    return say();
  } finally {
    spoken = before;
  }
};

// @lit/localize's tool extracts the calls of what bears its mark.
type Msg = ((text: string, options?: { id: string }) => string) & { _LIT_LOCALIZE_MSG_?: never };

/** The text with this id in the language in force. */
export const msg: Msg = (text, options) =>
  // Builds that always bring their words leave the English out and pass the id alone.
  spoken[options?.id ?? text] ?? text;

/** Puts values into a text's `{placeholders}`. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    // A translator's slip, `{constructor}`, must not print what every object has.
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  );
