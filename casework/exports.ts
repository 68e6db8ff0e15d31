import { threadCode } from '#crypto/case-event.ts';
import { fieldsOf, uuid } from '#crypto/shape.ts';
import type { StoredEvent } from './conversation.ts';
import { order } from './order.ts';
import { unlessMalformed } from './unless-malformed.ts';

/** A matter: one thread with one counterpart. */
export interface Matter {
  /** UUID of the other organisation. */
  counterpart: string;
  thread: string;
}

/** Somebody took a matter out of the portal; written to the own organisation. */
export interface Export {
  /** Number of the member. */
  by: number;
  /** RFC 3339, UTC, as its author says. */
  at: string;
}

/** @param ownThread all that an organisation wrote to itself in one thread */
export function exportsOf(ownThread: readonly StoredEvent[], { counterpart, thread }: Matter): Export[] {
  return order(ownThread).events.flatMap(({ event }) => {
    const matter = event.kind === 'exported' ? unlessMalformed(() => readExported(event.body)) : null;
    if (matter?.thread !== thread || matter.counterpart !== counterpart) return [];
    return [{ by: event.author, at: event.at }];
  });
}

/** @throws ShapeError */
function readExported(body: unknown): Matter {
  const { counterpart, thread } = fieldsOf(body, ['counterpart', 'thread']);
  return { counterpart: uuid(counterpart), thread: threadCode(thread) };
}
