/**
 * The same answer for the same text, worked out once: letters repeat their styles in every cell. It keeps a few hundred
 * answers and then begins anew, so that memory stays flat over many tenants.
 */
export const remembered = <T>(work: (text: string) => T, most = 500): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const old = known.get(text);
    if (old !== undefined) return old;
    if (known.size >= most) known.clear();
    const fresh = work(text);
    known.set(text, fresh);
    return fresh;
  };
};
