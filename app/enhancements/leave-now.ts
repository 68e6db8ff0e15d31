/**
 * Leaving quickly, for browsers with script: the page is covered at once and replaced, and three presses of Shift within
 * five seconds do the same. Without script the control is a plain link to the same address.
 */

const PRESSES = 3;
const WITHIN = 5000;

const links = document.querySelectorAll<HTMLAnchorElement>('a[data-leave]');
const first = links[0];
const status = document.querySelector<HTMLElement>('[data-leave-status]');
let presses: number[] = [];

function leave(): void {
  const cover = document.createElement('div');
  cover.className = 'leave-cover';
  cover.setAttribute('role', 'alert');
  cover.textContent = first?.dataset.leaving ?? '';
  document.body.replaceChildren(cover);
  document.title = '';
  location.replace(first?.href ?? '/leave');
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
}

addEventListener('keydown', (event) => {
  if (event.key !== 'Shift' || event.repeat) {
    if (event.key !== 'Shift') presses = [];
    return;
  }
  const now = Date.now();
  presses = [...presses.filter((time) => now - time < WITHIN), now];
  if (presses.length >= PRESSES) leave();
  else if (status !== null) {
    status.textContent = (status.dataset[`left${PRESSES - presses.length}`] ?? '').trim();
    status.dataset.done = String(presses.length);
    setTimeout(() => {
      if (Date.now() - (presses.at(-1) ?? 0) >= WITHIN) {
        status.textContent = '';
        delete status.dataset.done;
      }
    }, WITHIN);
  }
});

// Coming back with the browser's button must not show the covered page as it was.
addEventListener('pageshow', (event) => {
  if (event.persisted && document.querySelector('.leave-cover') !== null) location.reload();
});

export {};
