import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { PROJECT_ROOT } from '#server/project-root.ts';
import type { Outcome } from './vitest-in-page.ts';

/** Pages that may run their script and do nothing else: no `eval`, no connection. */
export interface ScriptPages {
  addressOf(place: string): string;
  close(): void;
}

/** @param scripts what a page runs, by its address */
export async function serveScripts(scripts: Record<string, string>): Promise<ScriptPages> {
  const server = createServer(async (request, response) => {
    response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'");
    const [address = '', isScript] = (request.url ?? '').split('?');
    const contents = scripts[address];
    if (contents === undefined) return response.writeHead(404).end();
    if (isScript === undefined) return response.end('<!doctype html><script type="module" src="?script"></script>');
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: PROJECT_ROOT },
      alias: { vitest: path.join(PROJECT_ROOT, 'tests/browser/vitest-in-page.ts') },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    return response.setHeader('Content-Type', 'text/javascript').end(outputFiles[0]?.contents);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    addressOf: (place) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${place}`,
    close: () => server.close(),
  };
}

/** @param files tests, within the project @returns their pages, each at the name of its file */
export function pagesOfTests(files: readonly string[]): Record<string, string> {
  const scriptOf = (file: string) =>
    `import './${file}'; import { runAll } from 'vitest'; globalThis.nrmRunAll = runAll`;
  return Object.fromEntries(files.map((file) => [`/${file}`, scriptOf(file)]));
}

/** Runs the tests of one page. @param complaints grows by what the page's console and errors say */
export async function runTests(browser: Browser, address: string, complaints: string[]): Promise<Outcome> {
  const page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.nrmRunAll !== undefined);
  const outcome = await page.evaluate(() => globalThis.nrmRunAll());
  await page.close();
  return outcome;
}
