import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { MailboxChangedDocument } from '#app/queries/portal/mailbox.ts';

/**
 * Tells whenever the mailbox has grown, and once after each connection: what came while there was none is found by reading on. Listens again
 * when the node has ended it, unless it was refused, such as after signing out: the next page says so.
 *
 * @returns a function that ends it
 */
export function watchMailbox(onChange: () => void): () => void {
  const client = createClient({
    url: '/graphql',
    credentials: 'same-origin',
    // Without end: the device may sleep, the node be started anew.
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: (failures) => new Promise((resolve) => setTimeout(resolve, pauseAfter(failures))),
  });
  let isOver = false;
  let isRefused = false;
  let endings = 0;
  const listenAgain = () => {
    if (!isOver && !isRefused) setTimeout(listen, pauseAfter(endings++));
  };
  function listen(): void {
    if (isOver) return;
    client.subscribe(
      { query: print(MailboxChangedDocument) },
      {
        next: ({ errors }) => {
          if (errors === undefined) endings = 0;
          else isRefused = errors[0]?.extensions?.code !== 'UNEXPECTED';
          onChange();
        },
        error: listenAgain,
        complete: listenAgain,
      },
    );
  }
  listen();
  return () => {
    isOver = true;
    client.dispose();
  };
}

const LONGEST_PAUSE = 30_000;

/** Growing, in milliseconds; not everybody comes back at once. */
const pauseAfter = (failures: number) => Math.min(1000 * 2 ** failures, LONGEST_PAUSE) + Math.random() * 1000;
