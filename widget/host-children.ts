import type { ViewElement } from './element.ts';

/**
 * Puts what the page has put into an element, with `slot="header"`, `"links"` or `"footer"`, around the place where the
 * step is shown. They stay the page's own, and survive every step.
 */
export const placeChildren = (element: ViewElement): void => {
  // A page that empties an element takes the mark away with all else.
  if (element.place?.renderBefore.parentNode !== element)
    element.place = { renderBefore: element.appendChild(new Comment()) };
  const end = element.place.renderBefore;
  for (const slot of ['header', 'links', 'footer'])
    for (const child of element.querySelectorAll(`:scope>[slot=${slot}]`)) {
      const isBefore = child.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (slot === 'header' ? !isBefore : isBefore)
        element.insertBefore(child, slot === 'header' ? element.firstChild : null);
    }
};
