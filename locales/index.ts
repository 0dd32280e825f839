// The typed door to the words. Keys come from the English files: a key that isn't there doesn't compile.
export * from './languages.ts';
export * from './questions.ts';
export * from './words.ts';
