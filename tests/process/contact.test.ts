import { expect, inject, it, onTestFinished } from 'vitest';
import { loadedDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { startPortalProcess } from '#tests/support/portal-process.ts';

const PAGES = ['/en/about', '/de/about', '/en/data', '/ru/data'];
const pageAt = async (base: string, path: string) => (await fetch(new URL(path, base))).text();

it.each([
  ['help@portal.example', 'href="mailto:help@portal.example"'],
  ['https://portal.example/contact', 'href="https://portal.example/contact"'],
])('CONTACT=%s is where readers tell the operator that something is wrong', async (contact, link) => {
  const dataDir = await loadedDataFolder('nrm-contact-');
  onTestFinished(() => removeDataFolder(dataDir));
  const portal = await startPortalProcess({ DATA_DIR: dataDir, CONTACT: contact });
  try {
    for (const page of PAGES) expect(await pageAt(portal.url, page), page).toContain(link);
  } finally {
    await portal.stop();
  }
});

it('without CONTACT the pages say that the operator has named no address', async () => {
  for (const page of ['/en/about', '/en/data']) {
    expect(await pageAt(inject('portal'), page)).toContain('has not named an address for that');
  }
});
