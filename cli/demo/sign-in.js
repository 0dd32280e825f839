// The made-up application's own sign-in.
const form = document.querySelector('#sign-in');
const result = document.querySelector('#result');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch('/demo/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  result.textContent = response.ok ? result.dataset.yes : result.dataset.no;
  if (response.ok) form.elements.password.value = '';
});
