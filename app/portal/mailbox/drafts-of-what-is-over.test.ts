import { describe, expect, it } from 'vitest';
import { listMatters } from '#casework/matter/list.ts';
import { newThread } from '#casework/test-support/matters.ts';
import { OURS, THEIRS } from '#casework/test-support/stored-events.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { DraftContent } from './drafts.ts';
import { isOfWhatIsOver } from './drafts-of-what-is-over.ts';

const CASE = uuidAt(0xca);
const NOW = new Date('2026-11-22T12:00:00Z');

function matters(isOver: boolean) {
  const thread = newThread();
  thread.us('referral');
  if (isOver) thread.us('closed');
  const listed = listMatters(thread.events, new Map(), { own: OURS, undelivered: new Set() }, NOW);
  return listed.map((each) => ({ ...each, case: { id: CASE, label: 'Invented' } }));
}

const [{ thread } = { thread: '' }] = matters(false);
const form = (page: string): DraftContent => ({ page, filled: {}, begunAt: '2026-11-22T10:00:00Z' });
const message = (receiver: string): DraftContent => ({
  receiver,
  thread,
  text: 'Invented',
  language: 'en',
  begunAt: '2026-11-22T10:00:00Z',
});

describe('a draft goes with its case', () => {
  it.each([
    ['a message', message(THEIRS)],
    ['a referral', form(`/portal/cases/${CASE}/refer/${THEIRS}/${thread}`)],
    ['a referral to somebody new', form(`/portal/cases/${CASE}/refer/${uuidAt(7)}`)],
    ['an assessment', form(`/portal/cases/${CASE}/assess`)],
    ['an enquiry', form(`/portal/cases/enquire?case=${CASE}`)],
    ['an act', form(`/portal/messages/${THEIRS}/${thread}?act=accepted`)],
  ])('%s', (_, draft) => {
    expect(isOfWhatIsOver(draft, matters(true), OURS)).toBe(true);
    expect(isOfWhatIsOver(draft, matters(false), OURS)).toBe(false);
  });

  it.each([
    ['a message to somebody else', message(uuidAt(8))],
    ['a new enquiry', form('/portal/cases/enquire')],
    ['an enquiry of another case', form(`/portal/cases/enquire?case=${uuidAt(9)}`)],
    ['what can still be done then', form(`/portal/messages/${THEIRS}/${thread}?act=feedback`)],
    ['an address of no page', form('//')],
  ])('but not %s', (_, draft) => {
    expect(isOfWhatIsOver(draft, matters(true), OURS)).toBe(false);
  });
});
