import type { CaseThread } from './case/case.ts';
import { counterpartOf, type StoredEvent } from './conversation.ts';

/** @param own UUID of the reader's organisation */
export function threadOf(own: string, each: StoredEvent): CaseThread {
  return { counterpart: counterpartOf(own, each), thread: each.event.thread };
}

/** The same for the same thread: to look it up by. */
export function threadKey({ counterpart, thread }: CaseThread): string {
  return `${counterpart} ${thread}`;
}
