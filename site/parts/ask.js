// Asks the administrators for help. What comes back is the same whoever is named.
const ask = document.getElementById('ask');
const form = ask.firstElementChild;
const busy = form.querySelector('[role=status]');
const show = (id) => {
  for (const one of ['done', 'limited', 'failed']) document.getElementById(one).hidden = one !== id;
  ask.hidden = id !== 'failed';
  document.querySelector(`#${id} h2`).focus();
};
ask.hidden = false;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (busy.textContent) return;
  busy.textContent = busy.dataset.busy;
  const { username, reason, supportCode } = Object.fromEntries(new FormData(form));
  const { backend, locale } = form.dataset;
  const code = supportCode.replace(/\s/g, '') || undefined;
  let end = 'failed';
  try {
    const { ok, status } = await fetch(`${backend}/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: username.trim(), reason, locale, supportCode: code }),
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(20000),
    });
    if (ok) end = 'done';
    else if (status === 429) end = 'limited';
  } catch {}
  busy.textContent = '';
  show(end);
});
