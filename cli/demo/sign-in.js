// The made-up application's own sign-in, and its first page after it.
const form = document.querySelector('#sign-in');
const result = document.querySelector('#result');

// The session lives in this page alone and ends with it.
const open = (token) => {
  const reminder = document.createElement('keyturn-reminder');
  reminder.getToken = () => token;
  form.hidden = true;
  document.querySelector('keyturn-access').hidden = true;
  document.querySelector('h1').textContent = result.dataset.app;
  result.after(reminder);
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch('/demo/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  result.textContent = response.ok ? result.dataset.yes : result.dataset.no;
  if (!response.ok) return;
  form.elements.password.value = '';
  open((await response.json()).token);
});
