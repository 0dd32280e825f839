const styled = new WeakSet<Node>();

/** A function that gives an element's document or shadow root this CSS, once, in a way that a strict CSP allows. */
export const styleAdopter =
  (css: string) =>
  (element: Element): void => {
    const root = element.getRootNode() as Document | ShadowRoot;
    if (styled.has(root) || !('adoptedStyleSheets' in root)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    styled.add(root);
  };
