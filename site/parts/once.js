// Sends one thing to the backend: while it's under way nothing is sent again, and its end takes the place of what sent it.
// `ends` are the ids of all ends; `at` says which of them a refusal's status is.
// oxlint-disable-next-line no-unused-vars -- a page's own script comes after this one
const sender = (root, ends, at) => {
  const busy = root.querySelector('[role=status]');
  return async (url, body) => {
    if (busy.textContent) return;
    busy.textContent = busy.dataset.busy;
    let end = 'failed';
    try {
      const { ok, status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(20000),
      });
      end = ok ? 'done' : (at[status] ?? end);
    } catch {}
    busy.textContent = '';
    for (const one of ends) document.getElementById(one).hidden = one !== end;
    root.hidden = end !== 'failed';
    document.querySelector(`#${end} h2`).focus();
  };
};
