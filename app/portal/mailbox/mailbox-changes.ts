import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { MailboxChangedDocument } from '#app/queries/portal/mailbox.ts';

/**
 * Tells whenever the mailbox has grown, and once after each connection: what came while there was none is found by reading on.
 *
 * @returns a function that ends it
 */
export function watchMailbox(onChange: () => void): () => void {
  const client = createClient({
    url: '/graphql',
    credentials: 'same-origin',
    // Without end, with pauses that grow to half a minute: the device may sleep, the node be started anew.
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: (failures) =>
      new Promise((resolve) =>
        setTimeout(resolve, Math.min(1000 * 2 ** failures, LONGEST_PAUSE) + Math.random() * 1000),
      ),
  });
  const end = client.subscribe(
    { query: print(MailboxChangedDocument) },
    {
      next: onChange,
      // Refused, such as after signing out: the next page says so.
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return () => {
    end();
    client.dispose();
  };
}

const LONGEST_PAUSE = 30_000;
