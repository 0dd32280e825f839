// Terminals obey the second set of control characters too, and marks of direction make a line look like another one. A
// user name may hold either; JSON itself leaves them as they are.
const disobedient = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** An entry of the operator's log as one line of JSON, with nothing in it that a terminal obeys. */
export const logLine = (entry: Record<string, unknown>): string =>
  JSON.stringify({ time: new Date().toISOString(), ...entry }).replaceAll(disobedient, escaped);
