import type { CaseEvent } from '#crypto/case-event.ts';
import { caseEvent } from '#crypto/test-support/events.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { StoredEvent } from '../conversation.ts';

export const OURS = uuidAt(0xa);
export const THEIRS = uuidAt(0xb);

export function hashAt(place: number): string {
  return place.toString(16).padStart(64, '0');
}

/** A message in their words. */
export function saying(text: string, names: readonly string[] = []) {
  const attachments = names.map((name, place) => ({
    blob: uuidAt(place),
    key: `AGE-SECRET-KEY-PQ-1${'Q'.repeat(58)}`,
    length: 1,
    sha256: hashAt(place),
    name,
    mediaType: 'application/pdf',
  }));
  return { text, language: 'en', attachments };
}

/** One that they wrote to us; its place gives hash, envelope and counter. */
export function fromThem(place: number, changes: Partial<CaseEvent> = {}, stored: Partial<StoredEvent> = {}) {
  return storedEvent(place, THEIRS, OURS, changes, stored);
}

/** One that we wrote to them. */
export function fromUs(place: number, changes: Partial<CaseEvent> = {}, stored: Partial<StoredEvent> = {}) {
  return storedEvent(place, OURS, THEIRS, changes, stored);
}

/** One that we wrote to ourselves. */
export function toOurselves(place: number, changes: Partial<CaseEvent> = {}, stored: Partial<StoredEvent> = {}) {
  return storedEvent(place, OURS, OURS, changes, stored);
}

function storedEvent(
  place: number,
  sender: string,
  receiver: string,
  changes: Partial<CaseEvent>,
  stored: Partial<StoredEvent>,
): StoredEvent {
  const event = caseEvent({
    envelope: uuidAt(place),
    sender,
    receiver: { scheme: 'period', organisation: receiver },
    counter: place,
    body: saying(`words ${place}`),
    ...changes,
  });
  return {
    hash: hashAt(place),
    event,
    signers: [event.author],
    signatures: [],
    receivedHour: '2026-11-22T10:00:00Z',
    isUnproven: false,
    ...stored,
  };
}
