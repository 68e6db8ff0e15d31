/** Fetches the live part of the search page the first time that a facet is touched, and not before. */
const form = document.querySelector('form.find');

function wake(event: Event): void {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox') return;
  form?.removeEventListener('change', wake);
  const script = document.createElement('script');
  script.type = 'module';
  script.src = '/assets/live-find.js';
  document.head.append(script);
}

form?.addEventListener('change', wake);

export {};
