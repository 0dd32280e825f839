// Shows what was "sent", newest first and open, and looks again every two seconds.
const box = document.querySelector('#outbox');
const template = document.querySelector('#message');
let shown = '';

const message = ({ to, channel, subject, text, html, at }, index) => {
  const node = template.content.cloneNode(true);
  node.querySelector('details').open = index === 0;
  node.querySelector('bdi').textContent = subject ?? 'Text message';
  node.querySelector('span').textContent = `${channel} to ${to}`;
  node.querySelector('time').textContent = new Date(at).toLocaleTimeString();
  const frame = node.querySelector('iframe');
  const plain = node.querySelector('pre');
  if (html) {
    // Its links open beside the demo, as they would beside a mail program.
    frame.srcdoc = html.replace(/<head[^>]*>/, '$&<base target="_blank">');
    plain.remove();
  } else {
    plain.textContent = text;
    frame.remove();
  }
  return node;
};

const look = async () => {
  const response = await fetch('/demo/outbox.json');
  const body = await response.text();
  if (body === shown) return;
  shown = body;
  const messages = JSON.parse(body);
  if (messages.length > 0) box.replaceChildren(...messages.map(message));
};

document.querySelector('#anew').addEventListener('click', async () => {
  await fetch('/demo/start-over', { method: 'POST' });
  location.reload();
});

await look();
setInterval(() => look().catch(() => {}), 2000);
