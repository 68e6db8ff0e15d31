import { describe, expect, it } from 'vitest';
import { listMatters } from '#casework/matter/list.ts';
import { newThread } from '#casework/test-support/matters.ts';
import { OURS, THEIRS } from '#casework/test-support/stored-events.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { FormDraft } from './drafts.ts';
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
const draft = (page: string, begunAt = '2026-11-22T00:30:00Z'): FormDraft => ({ page, filled: {}, begunAt });

describe('a draft goes with its case', () => {
  it.each([
    ['a referral', draft(`/portal/cases/${CASE}/refer/${THEIRS}/${thread}`)],
    ['an act', draft(`/portal/messages/${THEIRS}/${thread}?act=accepted`)],
  ])('%s', (_, content) => {
    expect(isOfWhatIsOver(content, matters(true), OURS)).toBe(true);
    expect(isOfWhatIsOver(content, matters(false), OURS)).toBe(false);
  });

  it.each([
    ['an assessment, which takes several sittings', draft(`/portal/cases/${CASE}/assess`)],
    ['a referral to somebody new', draft(`/portal/cases/${CASE}/refer/${uuidAt(7)}`)],
    ['an enquiry of the same case', draft(`/portal/cases/enquire?case=${CASE}`)],
    ['what was begun afterwards', draft(`/portal/messages/${THEIRS}/${thread}?act=accepted`, '2026-11-23T10:00:00Z')],
    ['a new enquiry', draft('/portal/cases/enquire')],
    ['an enquiry of another case', draft(`/portal/cases/enquire?case=${uuidAt(9)}`)],
    ['what can still be done then', draft(`/portal/messages/${THEIRS}/${thread}?act=feedback`)],
  ])('but not %s', (_, content) => {
    expect(isOfWhatIsOver(content, matters(true), OURS)).toBe(false);
  });

  it('but not because of what is done after it was over', () => {
    const ended = newThread();
    ended.us('referral');
    ended.them('declined');
    ended.them('feedback', { receivedHour: '2026-11-24T10:00:00Z', at: '2026-11-24T10:00:00Z' });
    ended.us('closed', { receivedHour: '2026-11-25T10:00:00Z', at: '2026-11-25T10:00:00Z' });
    const listed = listMatters(ended.events, new Map(), { own: OURS, undelivered: new Set() }, NOW);
    const later = draft(`/portal/messages/${THEIRS}/${thread}?act=info_given`, '2026-11-23T10:00:00Z');
    expect(isOfWhatIsOver(later, listed, OURS)).toBe(false);
  });

  it('but not because nothing that was done there is believed any more', () => {
    const doubted = newThread();
    doubted.them('enquiry', { isUnproven: true });
    const listed = listMatters(doubted.events, new Map(), { own: OURS, undelivered: new Set() }, NOW);
    expect(listed[0]?.matter.standing.course).toBe('NONE');
    const answer = draft(`/portal/messages/${THEIRS}/${thread}?act=enquiry_answered`);
    expect(isOfWhatIsOver(answer, listed, OURS)).toBe(false);
  });

  it('when everything was taken back after help had begun, too', () => {
    const begun = newThread();
    begun.us('referral');
    begun.them('accepted');
    begun.them('service_started');
    begun.us('withdrawn');
    const listed = listMatters(begun.events, new Map(), { own: OURS, undelivered: new Set() }, NOW);
    const told = draft(`/portal/messages/${THEIRS}/${thread}?act=info_given`);
    expect(isOfWhatIsOver(told, listed, OURS)).toBe(true);
  });
});
