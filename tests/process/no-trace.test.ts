import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clusterPlace } from '#db/embedded/place.ts';
import { launchProfile } from '#demo/browser.mjs';
import { filesThatHold, holds } from '#demo/secret-search.ts';
import { removeDataFolder } from '../support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '../support/portal-process.ts';

/** A word that nobody else writes, so that wherever it stands it is what was searched for. */
const WORD = `zq${randomBytes(8).toString('hex')}`;

let dataDir: string;
let profile: string;
let portal: PortalProcess;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-trace-'));
  profile = await mkdtemp(path.join(os.tmpdir(), 'nrm-profile-'));
  portal = await startPortalProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'trace' });
  await tour(portal.url);
  await portal.stop();
});
afterAll(async () => {
  await portal.stop();
  await removeDataFolder(dataDir);
  await rm(profile, { recursive: true, force: true });
});

/** Searches as people and programs do: found, refused, on a second page, by GraphQL in the body and in the address. */
async function tour(url: string): Promise<void> {
  const browser = await launchProfile(profile);
  const page = await browser.newPage();
  await page.goto(`${url}/en/find`);
  for (const text of [WORD, `${WORD} romania`, `${WORD} `.repeat(20)]) {
    await page.getByRole('searchbox').fill(text);
    await page.getByRole('searchbox').press('Enter');
    await page.waitForLoadState('load');
  }
  await page.getByRole('navigation').getByRole('link').last().click();
  await browser.close();
  const query = `query ($text: String) { search(text: $text) { totalCount facets { name } } }`;
  const variables = { text: WORD };
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  await fetch(`${url}/graphql?query={search(text:"${WORD}"){totalCount}}`);
  await fetch(`${url}/graphql?query={search(text:"${WORD}"){nonsense}}`);
  await fetch(`${url}/en/${WORD}`);
}

it('the server writes nothing of a search to its output', () => {
  expect(portal.output()).toContain('ready');
  expect(holds(WORD, portal.output())).toBe(false);
});

it('the server keeps nothing of a search on its disk: not in the database, its logs or the copies', async () => {
  expect(await filesThatHold([WORD], dataDir)).toEqual([]);
  expect(await filesThatHold([WORD], (await clusterPlace(dataDir)).folder)).toEqual([]);
  // The search itself can find things: the directory is there.
  expect(await filesThatHold(['ANITP helpline'], (await clusterPlace(dataDir)).folder)).not.toEqual([]);
});

it('the browser keeps nothing of a search in its profile', async () => {
  expect(await filesThatHold([WORD], profile)).toEqual([]);
});
