import { describe, expect, it } from 'vitest';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { Case } from '../case/case.ts';
import type { StoredEvent } from '../conversation.ts';
import { newThread, SAMPLES } from '../test-support/matters.ts';
import { fromThem, OURS, THEIRS } from '../test-support/stored-events.ts';
import { isLeadOursToOffer, leadOf } from './lead.ts';
import { listMatters } from './list.ts';
import { next } from './matter.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const THIRD = uuidAt(0x3d);
const NEW_THREAD = 'BBBBBBBBBBBBBBBBBBBBBA';

function listed(events: readonly StoredEvent[]) {
  return listMatters(events, new Map<string, Case>(), { own: OURS, undelivered: new Set() }, NOW);
}

function helpBegun(by: 'us' | 'them') {
  const thread = newThread();
  const other = by === 'us' ? 'them' : 'us';
  thread[by]('referral');
  thread[other]('accepted');
  thread[other]('service_started');
  return thread;
}

const introducing = (changes: Partial<typeof SAMPLES.introduced> = {}) => ({
  body: { ...SAMPLES.introduced, to: THIRD, thread: NEW_THREAD, ...changes },
});

describe('the lead of a case', () => {
  it('stays with whoever refers, however far the matter comes', () => {
    const { events } = helpBegun('us');
    expect(leadOf(listed(events), OURS)).toBe(OURS);
    expect(leadOf(listed(helpBegun('them').events), OURS)).toBe(THEIRS);
  });

  it('moves when it was offered and is taken, not before, and may come back', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
    expect(listed(thread.events)[0]?.matter.turn).toEqual([THEIRS]);
    thread.them('lead_taken');
    expect(leadOf(listed(thread.events), OURS)).toBe(THEIRS);
    thread.them('lead_offered');
    thread.us('lead_taken');
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
  });

  it('is offered to one at a time, by whoever has it', () => {
    const [first, second] = [helpBegun('us'), helpBegun('us')];
    const ofCase = () => {
      const [one, other] = [listed(first.events), listed(second.events)].map(([each]) => each);
      if (one === undefined || other === undefined) throw new Error('Nothing is listed.');
      const known = { id: uuidAt(0xca), label: 'Invented' };
      return [
        { ...one, case: known },
        { ...other, case: known, counterpart: THIRD },
      ] as const;
    };
    const mayOffer = () => ofCase().map((each) => isLeadOursToOffer(each, ofCase(), OURS));
    expect(mayOffer()).toEqual([true, true]);
    first.us('lead_offered');
    expect(mayOffer()).toEqual([true, false]);
    first.them('lead_taken');
    expect(mayOffer()).toEqual([false, false]);
  });

  it('stays where it is when nobody takes it', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    thread.them('lead_refused');
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
    thread.us('lead_offered');
    expect(listed(thread.events)[0]?.matter.standing.leadOffer?.by).toBe(OURS);
  });

  it.each([
    ['taken without an offer', 'them', 'lead_taken', {}],
    ['taken by whoever offers it', 'us', 'lead_taken', {}],
    ['offered by whoever does not lead', 'them', 'lead_offered', {}],
    ['taken by an answer to another offer', 'them', 'lead_taken', { body: { offer: 'f'.repeat(64) } }],
  ] as const)('is not %s', (name, by, kind, changes) => {
    const thread = helpBegun('us');
    if (name !== 'taken without an offer' && kind === 'lead_taken') thread.us('lead_offered');
    const { hash } = thread[by](kind, changes);
    const [found] = listed(thread.events);
    expect(found?.matter.standing.lead).toBe(OURS);
    const judged = found?.matter.acts.find((act) => act.hash === hash);
    expect(judged?.verdict).toBe('not_entitled');
  });

  it('does not move when it is refused and taken at once: the same for both, whatever came first', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    const before = [...thread.events.slice(-1)];
    thread.them('lead_taken', { after: before });
    thread.them('lead_refused', { after: before });
    const [one] = listed(thread.events);
    const [other] = listed([...thread.events].reverse());
    expect(one?.matter.standing.lead).toBe(OURS);
    expect(other?.matter.standing.lead).toBe(OURS);
    expect(one?.matter.standing.leadOffer).toBeNull();
  });
});

describe('nobody leads what others have', () => {
  it('by an opening that pretends not to have read ours', () => {
    for (const opening of ['enquiry', 'referral'] as const) {
      const thread = newThread();
      thread.us(opening);
      thread.them('referral', { after: [] });
      expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
    }
  });

  it.each(['closed', 'withdrawn', 'declined'] as const)('in what is over: %s', (end) => {
    const thread = newThread();
    thread.them('referral');
    thread.us('accepted');
    if (end === 'closed') thread.them('closed');
    else thread.us(end);
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
  });

  it('who has taken it and closed: it comes back', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    thread.them('lead_taken');
    thread.them('closed');
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
  });

  it('who has taken it goes on leading when we close our part', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    thread.them('lead_taken');
    thread.us('closed');
    expect(leadOf(listed(thread.events), OURS)).toBe(THEIRS);
    thread.us('withdrawn');
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
  });

  it('whoever led before, by going on to write', () => {
    const [first, second] = [helpBegun('us'), helpBegun('us')];
    for (const thread of [first, second]) {
      thread.us('lead_offered');
      thread.them('lead_taken', { receivedHour: `2026-11-22T0${thread === first ? 5 : 6}:00:00Z` });
    }
    first.us('closed');
    first.them('feedback', { receivedHour: '2026-11-22T08:00:00Z' });
    const [one, other] = [listed(first.events), listed(second.events)].map(([each]) => each);
    if (one === undefined || other === undefined) throw new Error('Nothing is listed.');
    const lead = { ...other.matter.standing, lead: THIRD };
    const led = { ...other, counterpart: THIRD, matter: { ...other.matter, standing: lead } };
    expect(leadOf([one, led], OURS)).toBe(THIRD);
  });

  it('and an offer ends with the matter', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    thread.us('closed');
    expect(listed(thread.events)[0]?.matter).toMatchObject({ turn: [], standing: { leadOffer: null } });
  });

  it('an offer may be made once more: the last one is answered', () => {
    const thread = helpBegun('us');
    const first = thread.us('lead_offered');
    thread.us('lead_offered');
    thread.them('lead_taken', { body: { offer: first.hash } });
    expect(leadOf(listed(thread.events), OURS)).toBe(OURS);
    thread.them('lead_taken');
    expect(leadOf(listed(thread.events), OURS)).toBe(THEIRS);
  });
});

describe('an introduction', () => {
  it('tells each of two whom it may speak with, in which thread and under which code', () => {
    const thread = helpBegun('them');
    thread.them('introduced', introducing());
    expect(listed(thread.events)[0]?.introductions).toEqual([
      {
        by: THEIRS,
        to: { counterpart: THIRD, thread: NEW_THREAD },
        isLead: false,
        saidAt: expect.any(String),
        isOver: false,
        isOurs: true,
      },
    ]);
  });

  it('says who leads from now on', () => {
    const thread = helpBegun('them');
    thread.them('introduced', introducing({ isLead: true }));
    expect(leadOf(listed(thread.events), OURS)).toBe(THIRD);
  });

  it.each([
    ['by whoever does not lead', 'us', introducing()],
    ['to oneself', 'them', introducing({ to: OURS })],
    ['to whoever introduces', 'them', introducing({ to: THEIRS })],
    ['without a consent that is in force', 'them', introducing({ basis: { agreed: [], override: null } })],
  ] as const)('counts for nothing %s', (_, by, changes) => {
    const thread = helpBegun('them');
    thread[by]('introduced', changes);
    expect(listed(thread.events)[0]?.introductions).toEqual([]);
  });

  it('is none into a thread that the two had with each other before', () => {
    const thread = helpBegun('them');
    thread.them('introduced', introducing());
    const written = { sender: THIRD, thread: NEW_THREAD };
    const hour = (day: number) => ({ receivedHour: `2026-11-${day}T08:00:00Z` });
    const introductionsWith = (day: number) =>
      listed([...thread.events, fromThem(200, written, hour(day))]).flatMap(({ introductions }) => introductions);
    expect(introductionsWith(21)).toEqual([]);
    expect(introductionsWith(24)).toHaveLength(1);
  });

  it('is said once more when somebody else leads, into the same thread', () => {
    const thread = helpBegun('them');
    thread.them('introduced', introducing());
    const written = fromThem(200, { sender: THIRD, thread: NEW_THREAD }, { receivedHour: '2026-11-22T20:00:00Z' });
    thread.them('introduced', { ...introducing({ isLead: true }), receivedHour: '2026-11-23T09:00:00Z' });
    const [found] = listed([...thread.events, written]);
    expect(found?.introductions).toMatchObject([{ to: { counterpart: THIRD }, isLead: true }]);
  });

  it('ends when the person withdraws, and none is made afterwards', () => {
    const thread = helpBegun('them');
    thread.them('introduced', introducing());
    thread.us('withdrawn');
    const { hash } = thread.them('introduced', introducing({ thread: 'CCCCCCCCCCCCCCCCCCCCCA' }));
    const [found] = listed(thread.events);
    expect(found?.introductions).toMatchObject([{ to: { thread: NEW_THREAD }, isOver: true }]);
    expect(found?.matter.acts.find((act) => act.hash === hash)?.verdict).toBe('not_entitled');
  });

  it('of several, the last one says who leads', () => {
    const thread = helpBegun('them');
    const another = uuidAt(0x3e);
    thread.them('introduced', introducing({ isLead: true }));
    thread.them('introduced', introducing({ to: another, thread: 'CCCCCCCCCCCCCCCCCCCCCA', isLead: true }));
    expect(leadOf(listed(thread.events), OURS)).toBe(another);
    thread.them('introduced', introducing({ isLead: true }));
    expect(leadOf(listed(thread.events), OURS)).toBe(THIRD);
  });

  it('is made by whoever led, too: who leads now has to know the others', () => {
    const thread = helpBegun('us');
    thread.us('lead_offered');
    thread.them('lead_taken');
    const [found] = listed(thread.events);
    const open = found === undefined ? [] : next(found.matter, OURS);
    expect(open).toContainEqual({ act: 'introduced', whyNot: null });
    expect(open).toContainEqual({ act: 'lead_offered', whyNot: 'NOT_LEADING' });
  });
});
