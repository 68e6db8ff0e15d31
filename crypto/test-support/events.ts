import type { CaseEvent } from '../case-event.ts';
import { uuidAt } from './statements.ts';

/** A message of member 1 of one organisation to another. */
export function caseEvent(changes: Partial<CaseEvent> = {}): CaseEvent {
  return {
    envelope: uuidAt(1),
    sender: uuidAt(2),
    receiver: { scheme: 'period', organisation: uuidAt(3) },
    thread: 'AAAAAAAAAAAAAAAAAAAAAA',
    author: 1,
    statement: 4,
    counter: 1,
    at: '2026-11-22T10:12:13Z',
    after: [],
    kind: 'message',
    body: { text: 'Guten Tag', language: 'de' },
    ...changes,
  };
}
