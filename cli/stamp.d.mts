/** The stamp of a checkout's sources: it changes whenever one of them does. */
export declare const stampOf: (root: string) => string;
