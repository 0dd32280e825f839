// Ends somebody's attempt once a person has pressed the button. The token leaves the address at once, and is kept nowhere else.
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const stop = document.getElementById('stop');
// oxlint-disable-next-line no-undef -- of once.js, which comes before this one
const send = sender(stop, ['done', 'over', 'failed'], { 410: 'over', 422: 'over' });
stop.lastElementChild.hidden = false;
stop.querySelector('button').addEventListener('click', () => {
  void send(`${stop.dataset.backend}/revocations`, { token });
});
