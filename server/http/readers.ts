import type { RequestHandler } from 'express';

/** How long nobody may have asked for anything before it is quiet, in milliseconds. */
const QUIET = 3000;
const LOOK_EVERY = 250;

/** Those who are served come first: what is not urgent waits until nobody asks. */
export class Readers {
  #lastAsked = 0;

  /** Notes that somebody asks; not who, and not for what. */
  readonly note: RequestHandler = (_request, _response, next) => {
    this.#lastAsked = Date.now();
    next();
  };

  /** Waits until it is quiet. @param longest in milliseconds: where it never is, the work is done all the same */
  async pause(longest: number): Promise<void> {
    const end = Date.now() + longest;
    while (Date.now() < end && Date.now() - this.#lastAsked < QUIET) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY).unref());
    }
  }
}
