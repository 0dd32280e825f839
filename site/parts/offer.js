// Shows the line that offers this page in the browser's language, if it is another one and is there. No redirect.
for (const tag of navigator.languages) {
  const code = tag.split('-')[0];
  if (code === document.documentElement.lang) break;
  const offer = document.querySelector(`.offer[hreflang="${code}"]`);
  if (offer) {
    offer.hidden = false;
    break;
  }
}
