// Ends somebody's attempt once a person has pressed the button. The token leaves the address at once, and is kept nowhere else.
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const stop = document.getElementById('stop');
const button = stop.querySelector('button');
const busy = stop.querySelector('[role=status]');
const show = (id) => {
  for (const one of ['done', 'over', 'failed']) document.getElementById(one).hidden = one !== id;
  stop.hidden = id !== 'failed';
  document.querySelector(`#${id} h2`).focus();
};
stop.lastElementChild.hidden = false;
button.addEventListener('click', async () => {
  if (busy.textContent) return;
  busy.textContent = busy.dataset.busy;
  let end = 'failed';
  try {
    const { ok, status } = await fetch(`${stop.dataset.backend}/revocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(20000),
    });
    if (ok) end = 'done';
    else if (status === 410 || status === 422) end = 'over';
  } catch {}
  busy.textContent = '';
  show(end);
});
