/** A script's source as a page carries it: without its comments' own lines, on one line. Each statement ends with `;`. */
export const inlineScript = (source: string): string =>
  source.replace(/^\/\/.*\n/gm, '').replace(/\n\s*/g, '');
