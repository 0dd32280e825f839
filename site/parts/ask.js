// Asks the administrators for help. What comes back is the same whoever is named.
const ask = document.getElementById('ask');
const form = ask.firstElementChild;
// oxlint-disable-next-line no-undef -- of once.js, which comes before this one
const send = sender(ask, ['done', 'limited', 'failed'], { 429: 'limited' });
ask.hidden = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { username, reason, supportCode } = Object.fromEntries(new FormData(form));
  const { backend, locale } = form.dataset;
  const code = supportCode.replace(/\s/g, '') || undefined;
  void send(`${backend}/requests`, {
    username: username.trim(),
    reason,
    locale,
    supportCode: code,
  });
});
