import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchProfile } from './browser.mjs';
import { type DemoNode, startDemoNode } from './node-process.ts';
import { filesThatHold, holds } from './secret-search.ts';
import { inventSigners, populate, type World } from './world.ts';

/** Where a scenario is played: its node, its people and their browsers, and what must be found nowhere afterwards. */
export class Stage {
  readonly #browsers: { context: BrowserContext; folder: string }[] = [];
  readonly #nodes: DemoNode[] = [];
  readonly #sent: string[] = [];
  readonly #secrets: (string | Uint8Array)[] = [];
  /** What ends what was begun; each is done once. */
  readonly #ends: (() => Promise<void>)[] = [];
  #pictures = 0;
  /** Addresses of the organisations whose people had the canary before their eyes. */
  readonly canaryReadBy: string[] = [];

  constructor(
    readonly folder: string,
    /** Typed wherever people type secrets. */
    readonly canary: string,
  ) {
    this.#secrets.push(canary);
  }

  /** A node on which organisations of three States work. */
  async node(): Promise<{ node: DemoNode; world: World }> {
    const trustData = path.join(this.folder, 'trust');
    const signers = await inventSigners(trustData);
    this.say('Starting the node');
    const folder = path.join(this.folder, 'node-at');
    const node = await startDemoNode({ host: 'at.localhost', port: 0, folder, trustData });
    this.#nodes.push(node);
    this.#ends.push(() => node.stop());
    const world = await populate(node, signers, (line) => this.say(line));
    for (const { passphrase } of world.people) this.keepSecret(passphrase);
    return { node, world };
  }

  /** Somebody's own browser, with a profile on disk. */
  async browser(name: string, url: string): Promise<Page> {
    const folder = path.join(this.folder, `browser-${name}`);
    await mkdir(folder, { recursive: true });
    const context = await launchProfile(folder);
    this.#browsers.push({ context, folder });
    this.#ends.push(() => context.close());
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(30_000);
    context.on('request', (request) => this.#sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.goto(`${url}/portal`);
    return page;
  }

  /** What nobody but its owner may ever read. */
  keepSecret(secret: string | Uint8Array): void {
    this.#secrets.push(secret);
  }

  /** For people and for the record: numbered, as it looked. */
  async picture(page: Page, name: string): Promise<void> {
    const folder = path.join(this.folder, 'screenshots');
    await mkdir(folder, { recursive: true });
    this.#pictures += 1;
    const file = `${String(this.#pictures).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: path.join(folder, file), fullPage: true });
  }

  /** What everybody saw when something went wrong. */
  async pictureAll(name: string): Promise<void> {
    for (const { context } of this.#browsers) {
      for (const page of context.pages()) await this.picture(page, name).catch(() => undefined);
    }
  }

  say(line: string): void {
    process.stderr.write(`${line} …\n`);
  }

  /** Closes browsers and nodes in order, and looks for every secret in what was sent and in what is left on disks. */
  async searchForSecrets() {
    this.say('The node and the browsers are stopped, and every secret is looked for');
    await this.close();
    const sent = this.#sent.join('\n');
    const filesWithSecrets: string[] = [];
    for (const { folder: place } of [...this.#nodes, ...this.#browsers]) {
      const found = await filesThatHold(this.#secrets, place);
      filesWithSecrets.push(...found.map((file) => path.join(path.basename(place), file)));
    }
    return {
      isNowhereInRequests: !this.#secrets.some((secret) => holds(secret, sent)),
      isNowhereInFiles: filesWithSecrets.length === 0,
      filesWithSecrets,
    };
  }

  /** What is told to people holds no secret. */
  withoutSecrets(text: string): string {
    return this.#secrets.some((secret) => holds(secret, text)) ? 'What went wrong cannot be told here.' : text;
  }

  /** The last that was begun ends first. */
  async close(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}
