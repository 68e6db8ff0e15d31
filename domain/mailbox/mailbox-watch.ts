import type { Database } from '#db/client.ts';

const CHANNEL = 'mailbox';

/** Tells who waits that a mailbox grew. One connection listens for the whole process, from the first who waits. */
export interface MailboxWatch {
  /** From its answer on nothing that is committed is missed, until `end`. */
  begin(organisationId: string): Promise<Waiting>;
}

export interface Waiting {
  /** Settles when the mailbox has grown since the last time, or after so many milliseconds. */
  grownOr(milliseconds: number): Promise<void>;
  end(): void;
}

export function watchMailboxes(sql: Database): MailboxWatch {
  const bells = new Map<string, Set<() => void>>();
  const ringAt = (organisationId: string) => {
    for (const ring of bells.get(organisationId) ?? []) ring();
  };
  let listening: Promise<unknown> | null = null;

  function listen(): Promise<unknown> {
    listening ??= sql.listen(CHANNEL, ringAt).catch((error: unknown) => {
      listening = null;
      throw error;
    });
    return listening;
  }

  return {
    async begin(organisationId) {
      await listen();
      let hasRung = false;
      let wake: (() => void) | null = null;
      const ring = () => {
        hasRung = true;
        wake?.();
      };
      const others = bells.get(organisationId) ?? new Set();
      bells.set(organisationId, others.add(ring));
      return {
        async grownOr(milliseconds) {
          if (!hasRung) {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, milliseconds);
              wake = () => {
                clearTimeout(timer);
                resolve();
              };
            });
          }
          wake = null;
          hasRung = false;
        },
        end() {
          others.delete(ring);
          wake?.();
          if (others.size === 0 && bells.get(organisationId) === others) bells.delete(organisationId);
        },
      };
    },
  };
}
