// Copies a snippet; where the browser doesn't let it, the text is selected instead. Either way it is said.
for (const figure of document.querySelectorAll('.snippet')) {
  const code = figure.querySelector('code');
  const status = figure.querySelector('[role=status]');
  figure.querySelector('button').addEventListener('click', async () => {
    status.textContent = '';
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = status.dataset.copied;
    } catch {
      getSelection().selectAllChildren(code);
      status.textContent = status.dataset.selected;
    }
  });
}
