import { mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { translatorFor } from '#app/i18n.ts';
import { LANGUAGES, OFFERED_LANGUAGES } from '#app/languages.ts';
import { openEmbedded } from '#server/database.ts';
import { writeSmallDirectory } from '#tests/data/small-directory.ts';
import { removeDataFolder } from '#tests/support/data-folder.ts';
import { type DatabaseDoor, openDatabaseDoor } from '#tests/support/database-door.ts';
import { visit } from '#tests/support/page.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

/** The line of the small directory's first State. */
const LINE = '00000001-0000-4000-8000-000000000001';
const NUMBER = '+35621222222';

describe('with the database gone', () => {
  let folder: string;
  let databaseFolder: string;
  let door: DatabaseDoor;
  let portal: PortalProcess;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-copies-'));
    databaseFolder = await mkdtemp(path.join(os.tmpdir(), 'nrm-copies-'));
    await writeSmallDirectory(path.join(folder, 'directory'));
    const { cluster } = await openEmbedded(databaseFolder);
    door = await openDatabaseDoor(cluster?.socketFolder ?? '');
    portal = await startPortalProcess({
      DATA_DIR: folder,
      ...door.settings(),
      DIRECTORY_DATA: path.join(folder, 'directory'),
    });
    const pointers = async () => {
      const names = await readdir(path.join(folder, 'copies')).catch(() => []);
      return names.filter((name) => name.endsWith('.current.json')).length;
    };
    await vi.waitUntil(async () => (await pointers()) === OFFERED_LANGUAGES.length, { timeout: 60_000, interval: 200 });
    await door.become('shut');
    await vi.waitUntil(async () => (await visit(portal.url, '/en')).notice !== null, {
      timeout: 20_000,
      interval: 200,
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await door?.close();
    await removeDataFolder(databaseFolder);
    await removeDataFolder(folder);
  });

  it.each(OFFERED_LANGUAGES)('start, numbers, States, lines and staying safe answer in %s', async (lang) => {
    const t = translatorFor(lang);
    const said = t('site.copy', { date: '#', time: '#' }).split(/\u2068?#/)[0] ?? '';
    for (const path of ['', '/numbers', '/states', '/states/MT', `/entries/${LINE}`, '/stay-safe', '/privacy']) {
      const page = await visit(portal.url, `/${lang}${path}`);
      expect(page.status, path).toBe(200);
      expect(page.html, path).toContain(`<html lang="${lang}" dir="${LANGUAGES[lang].dir}">`);
      expect(page.notice?.slice(0, said.length), path).toBe(said);
      if (/numbers|states\/|entries/.test(path)) expect(page.numbers, path).toContain(NUMBER);
    }
  });

  it.each(OFFERED_LANGUAGES)('what has no copy is answered with all numbers in %s', async (lang) => {
    const page = await visit(portal.url, `/${lang}/nowhere`);
    expect(page.status).toBe(503);
    expect(page.html).toContain(`<html lang="${lang}"`);
    expect(page.numbers).toContain(NUMBER);
  });
});
