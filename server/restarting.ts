import { sentenceFor } from './plain-failure.ts';
import type { Portal } from './portal.ts';

/** A portal that is started anew when asked to: one start after the other, however fast they are asked for. */
export class RestartingPortal {
  readonly #serve: () => Promise<Portal>;
  #portal: Portal | null = null;
  #work: Promise<void> = Promise.resolve();
  #isAskedFor = false;
  #isStopped = false;

  constructor(serve: () => Promise<Portal>) {
    this.#serve = serve;
  }

  /** @throws what the first start throws; later ones wait for the next change */
  async start(): Promise<void> {
    this.#portal = await this.#serve();
  }

  /** What is asked for while a restart still waits for its turn is done by that one. */
  restart(): void {
    if (this.#isAskedFor || this.#isStopped) return;
    this.#isAskedFor = true;
    this.#work = this.#work.then(() => this.#startAnew());
  }

  /** Lets a restart that has begun come to its end first, so that it leaves no database behind. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#work;
    await this.#end();
  }

  async #startAnew(): Promise<void> {
    this.#isAskedFor = false;
    if (this.#isStopped) return;
    try {
      await this.#end();
      this.#portal = await this.#serve();
    } catch (error) {
      process.stderr.write(`${sentenceFor(error)} Waiting for the next change.\n`);
    }
  }

  async #end(): Promise<void> {
    const portal = this.#portal;
    this.#portal = null;
    await portal?.stop();
  }
}
