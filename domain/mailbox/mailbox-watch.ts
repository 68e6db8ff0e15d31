import type { Database } from '#db/client.ts';

const CHANNEL = 'mailbox';

/** Tells who waits that a mailbox grew. One connection listens for the whole process, from the first who waits. */
export interface MailboxWatch {
  /** Once it has answered, no commit is missed until the end. */
  begin(organisationId: string): Promise<Waiting>;
}

export interface Waiting {
  /** Settles when the mailbox has grown since the last time, after so many milliseconds, or at the end. */
  grownOr(milliseconds: number): Promise<void>;
  isOver(): boolean;
  end(): void;
}

export function watchMailboxes(sql: Database): MailboxWatch {
  const waitingFor = new Map<string, Set<Bell>>();
  let listening: Promise<unknown> | null = null;

  function listen(): Promise<unknown> {
    // It is begun anew by the pool whenever its connection was lost.
    listening ??= sql
      .listen(CHANNEL, (organisationId) => {
        for (const bell of waitingFor.get(organisationId) ?? []) bell.ring();
      })
      .catch((error: unknown) => {
        listening = null;
        throw error;
      });
    return listening;
  }

  return {
    async begin(organisationId) {
      await listen();
      const bells = waitingFor.get(organisationId) ?? new Set();
      const bell = new Bell();
      waitingFor.set(organisationId, bells.add(bell));
      let isOver = false;
      return {
        grownOr: (milliseconds) => bell.rungOr(milliseconds),
        isOver: () => isOver,
        end() {
          isOver = true;
          bells.delete(bell);
          if (bells.size === 0 && waitingFor.get(organisationId) === bells) waitingFor.delete(organisationId);
          bell.ring();
        },
      };
    },
  };
}

/** Heard by one who waits, now or the next time. */
class Bell {
  #hasRung = false;
  #wake = () => {};

  ring(): void {
    this.#hasRung = true;
    this.#wake();
  }

  async rungOr(milliseconds: number): Promise<void> {
    if (!this.#hasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds).unref();
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#hasRung = false;
  }
}
