import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../conversation.ts';
import { order } from '../order.ts';
import { newThread, SAMPLES, SETTING } from '../test-support/matters.ts';
import { fromThem, fromUs, OURS, THEIRS } from '../test-support/stored-events.ts';
import { ACT_KINDS, type ActKind } from './acts.ts';
import { expectedOf } from './expected.ts';
import { MOST_ACTS } from './judge.ts';
import { type Matter, next, reduce } from './matter.ts';
import { after, whyNot } from './standing.ts';
import { type Course, TRANSITIONS } from './transitions.ts';
import { withdrawnSince } from './withdrawn-since.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const matterOf = (events: readonly StoredEvent[], changes: Partial<typeof SETTING> = {}, now = NOW): Matter =>
  reduce(events, { ...SETTING, ...changes }, now);
const verdictsOf = (events: readonly StoredEvent[]) => matterOf(events).acts.map(({ verdict }) => verdict);

/** How a matter that we began comes to each course, one act after the other. */
const WAYS: Record<Course, [by: 'us' | 'them', kind: ActKind][]> = {
  NONE: [],
  ENQUIRY_SENT: [['us', 'enquiry']],
  ENQUIRY_ANSWERED: [
    ['us', 'enquiry'],
    ['them', 'enquiry_answered'],
  ],
  SENT: [['us', 'referral']],
  ACKNOWLEDGED: [
    ['us', 'referral'],
    ['them', 'acknowledged'],
  ],
  IN_REVIEW: [
    ['us', 'referral'],
    ['them', 'acknowledged'],
    ['them', 'review_begun'],
  ],
  INFO_REQUESTED: [
    ['us', 'referral'],
    ['them', 'acknowledged'],
    ['them', 'info_requested'],
  ],
  ACCEPTED: [
    ['us', 'referral'],
    ['them', 'accepted'],
  ],
  PARTLY_ACCEPTED: [
    ['us', 'referral'],
    ['them', 'partly_accepted'],
  ],
  DECLINED: [
    ['us', 'referral'],
    ['them', 'declined'],
  ],
  REDIRECTED: [
    ['us', 'referral'],
    ['them', 'redirected'],
  ],
  HANDOVER_AGREED: [
    ['us', 'referral'],
    ['them', 'accepted'],
    ['us', 'handover_proposed'],
    ['them', 'handover_agreed'],
  ],
  HANDED_OVER: [
    ['us', 'referral'],
    ['them', 'accepted'],
    ['them', 'handover_proposed'],
    ['us', 'handover_agreed'],
    ['us', 'handed_over'],
    ['them', 'handed_over'],
  ],
  SERVICE_STARTED: [
    ['us', 'referral'],
    ['them', 'accepted'],
    ['them', 'service_started'],
  ],
  FOLLOW_UP: [
    ['us', 'referral'],
    ['them', 'accepted'],
    ['them', 'service_started'],
    ['them', 'follow_up'],
  ],
  CLOSED: [
    ['us', 'referral'],
    ['them', 'declined'],
    ['us', 'closed'],
  ],
  WITHDRAWN: [
    ['us', 'referral'],
    ['us', 'withdrawn'],
  ],
  REVOKED: [
    ['us', 'referral'],
    ['us', 'recalled'],
  ],
};
const COURSES = Object.keys(WAYS) as Course[];

function come(course: Course) {
  const thread = newThread();
  for (const [by, kind] of WAYS[course]) thread[by](kind);
  return thread;
}

/** What has to have been done before, where the course alone does not say it. */
function prepare(thread: ReturnType<typeof newThread>, by: 'us' | 'them', kind: ActKind): void {
  const other = by === 'us' ? 'them' : 'us';
  if (kind === 'handover_agreed') thread[other]('handover_proposed');
  if (kind === 'handed_over') thread[other]('handed_over');
  if (kind === 'hold_lifted') thread[by]('hold');
  if (kind === 'alert_answered') thread[other]('alert');
  const leads = kind === 'lead_offered' || kind === 'introduced' ? by : other;
  if (leads === 'them' && (leads === by || kind === 'lead_taken' || kind === 'lead_refused')) {
    thread.us('lead_offered');
    thread.them('lead_taken');
  }
  if (kind === 'lead_taken' || kind === 'lead_refused') thread[other]('lead_offered');
  if (kind === 'removed' && matterOf(thread.events).standing.oweRemoval.length === 0) {
    thread[other]('partly_withdrawn');
    // Where the matter is over but for that, everything is withdrawn.
    if (matterOf(thread.events).standing.oweRemoval.length === 0) thread[other]('withdrawn');
  }
}

describe('every line of the table', () => {
  const lines = TRANSITIONS.flatMap((line) => line.from.map((from) => ({ ...line, from })));
  it.each(lines)('$act by $by: from $from to $to', ({ act, by, from, to }) => {
    for (const who of ['us', 'them'] as const) {
      const side = who === 'us' ? 'asker' : 'asked';
      if (by !== 'either' && by !== side) continue;
      const thread = come(from);
      prepare(thread, who, act);
      const before = matterOf(thread.events).standing.course;
      expect(next(matterOf(thread.events), who === 'us' ? OURS : THEIRS)).toContainEqual({ act, whyNot: null });
      const done = thread[who](act);
      const { acts, standing } = matterOf(thread.events);
      expect(acts.find(({ hash }) => hash === done.hash)?.verdict).toBe('counts');
      expect(standing.course).toBe(to ?? before);
    }
  });

  it('leads to each state that a referral can have', () => {
    for (const course of COURSES) expect(matterOf(come(course).events).standing.course).toBe(course);
  });

  it('is written in the documentation', async () => {
    await expect(tableOf(TRANSITIONS)).toMatchFileSnapshot('../../docs/casework-transitions.md');
  });
});

describe('whatever no line allows', () => {
  it.each(COURSES)('changes nothing in %s', (course) => {
    for (const kind of ACT_KINDS) {
      for (const who of ['us', 'them'] as const) {
        const thread = come(course);
        const before = matterOf(thread.events);
        const isOpen = next(before, who === 'us' ? OURS : THEIRS).find(({ act }) => act === kind)?.whyNot === null;
        if (isOpen) continue;
        const tried = thread[who](kind);
        const after = matterOf(thread.events);
        expect(after.acts.at(-1)).toMatchObject({ hash: tried.hash, verdict: 'not_entitled' });
        expect(after.standing).toEqual(before.standing);
      }
    }
  });
});

describe('acts that did not know of each other', () => {
  function together(course: Course, ...written: (readonly [by: 'us' | 'them', kind: ActKind])[]) {
    const thread = come(course);
    const known = [...thread.events.slice(-1)];
    for (const [by, kind] of written) thread[by](kind, { after: known });
    return thread;
  }

  it.each(['accepted', 'declined', 'redirected', 'info_requested', 'acknowledged'] as const)(
    'a withdrawal wins over %s, and nobody is asked',
    (kind) => {
      for (const both of [
        [
          ['us', 'withdrawn'],
          ['them', kind],
        ],
        [
          ['them', kind],
          ['us', 'withdrawn'],
        ],
      ] as const) {
        const matter = matterOf(together('SENT', ...both).events);
        expect(matter).toMatchObject({ state: 'WITHDRAWN', conflicts: [], turn: [THEIRS] });
      }
    },
  );

  it('a withdrawal wins over everything that the other side did before it read of it', () => {
    const thread = come('SENT');
    const known = thread.events.slice(-1);
    const accepted = thread.them('accepted', { after: known });
    const proposed = thread.them('handover_proposed', { after: [accepted] });
    const withdrawn = thread.us('withdrawn', { after: known });
    expect(matterOf(thread.events)).toMatchObject({ state: 'WITHDRAWN', turn: [THEIRS] });
    thread.us('handover_agreed', { after: [proposed, withdrawn], body: { proposal: proposed.hash } });
    expect(verdictsOf(thread.events).at(-1)).toBe('not_entitled');
  });

  it('a recall wins over a decision, and a refusal over an acceptance', () => {
    expect(matterOf(together('SENT', ['us', 'recalled'], ['them', 'accepted']).events).state).toBe('REVOKED');
    const two = matterOf(together('SENT', ['them', 'accepted'], ['them', 'declined']).events);
    expect(two).toMatchObject({ state: 'DECLINED', conflicts: [] });
  });

  it('a hold stops the other side, and what was decided meanwhile stands under it', () => {
    const thread = together('SENT', ['us', 'hold'], ['them', 'accepted']);
    expect(matterOf(thread.events)).toMatchObject({ state: 'SAFETY_HOLD', standing: { course: 'ACCEPTED' } });
    thread.them('handover_proposed');
    expect(verdictsOf(thread.events).at(-1)).toBe('not_entitled');
    thread.us('hold_lifted');
    expect(matterOf(thread.events).state).toBe('ACCEPTED');
  });

  it('where no rule decides, the more careful one counts, both are told, and a later act settles it', () => {
    const thread = together('SENT', ['them', 'accepted'], ['them', 'redirected']);
    const { events } = thread;
    expect(matterOf(events)).toMatchObject({
      state: 'REDIRECTED',
      conflicts: [{ acts: [events[2]?.hash, events[1]?.hash] }],
    });
    thread.us('closed');
    expect(matterOf(events)).toMatchObject({ state: 'CLOSED', conflicts: [] });
  });

  it.each(['withdrawn', 'recalled'] as const)(
    '%s wins over a handover that both confirm at once, whatever its hash',
    (kind) => {
      for (const first of ['0', 'f']) {
        const thread = come('HANDOVER_AGREED');
        const known = thread.events.slice(-1);
        thread.us('handed_over', { after: known });
        thread.them('handed_over', { after: known });
        const stop = thread.us(kind, { after: known });
        stop.hash = `${first}${stop.hash.slice(1)}`;
        expect(matterOf(thread.events).standing.course).toBe(kind === 'withdrawn' ? 'WITHDRAWN' : 'REVOKED');
      }
    },
  );

  it('what both sides have gone on from is settled', () => {
    const thread = come('HANDED_OVER');
    const [referred] = thread.events;
    const late = thread.them('declined', { after: [referred as StoredEvent] });
    const { acts, standing } = matterOf(thread.events);
    expect(standing.course).toBe('HANDED_OVER');
    expect(acts.find(({ hash }) => hash === late.hash)?.verdict).toBe('overtaken');
  });

  it('an agreement is to the proposal that it names, whatever is proposed meanwhile', () => {
    for (const first of ['0', 'f']) {
      const thread = come('ACCEPTED');
      const named = thread.them('handover_proposed');
      const meanwhile = thread.them('handover_proposed', { after: [named] });
      meanwhile.hash = `${first}${meanwhile.hash.slice(1)}`;
      thread.us('handover_agreed', { after: [named], body: { proposal: named.hash } });
      expect(matterOf(thread.events).standing).toMatchObject({ course: 'HANDOVER_AGREED', agreed: named.hash });
    }
  });

  it('an answer to an alert, and the lifting of a hold, end only what their author had read', () => {
    for (const first of ['0', 'f']) {
      const thread = come('SENT');
      const alert = thread.them('alert');
      const hold = thread.us('hold', { after: [alert] });
      const unread = thread.them('alert', { after: [alert] });
      unread.hash = `${first}${unread.hash.slice(1)}`;
      const second = thread.us('hold', { after: [alert] });
      second.hash = `${first}${second.hash.slice(1, -1)}e`;
      const answered = thread.us('alert_answered', { after: [hold] });
      thread.us('hold_lifted', { after: [answered] });
      const { alerts, holds } = matterOf(thread.events).standing;
      expect(alerts).toEqual([{ hash: unread.hash, by: THEIRS }]);
      expect(holds).toEqual([{ hash: second.hash, by: OURS }]);
    }
  });

  it('who closes what was asked needs no answer any more', () => {
    const both = together('SENT', ['us', 'closed'], ['them', 'accepted']);
    expect(matterOf(both.events)).toMatchObject({ state: 'CLOSED', conflicts: [] });
  });

  it('both sides may confirm the handover at once', () => {
    const both = together('HANDOVER_AGREED', ['us', 'handed_over'], ['them', 'handed_over']);
    expect(matterOf(both.events).state).toBe('HANDED_OVER');
  });
});

describe('any thread', () => {
  const kinds = fc.constantFrom(...ACT_KINDS);
  const threads = fc
    .array(fc.record({ kind: kinds, isOurs: fc.boolean(), follows: fc.array(fc.nat(20), { maxLength: 3 }) }), {
      maxLength: 18,
    })
    .map((drawn) => {
      const thread = newThread();
      // Without a beginning little could follow.
      const first = thread.us('referral');
      for (const { kind, isOurs, follows } of drawn) {
        const after = follows.map((place) => thread.events[place]).filter((each) => each !== undefined);
        thread[isOurs ? 'us' : 'them'](kind, { after: after.length > 0 ? [...new Set(after)] : [first] });
      }
      return thread.events;
    });

  it('stands the same in whatever order its events came, and for both sides', () => {
    fc.assert(
      fc.property(threads, fc.infiniteStream(fc.nat()), (events, draws) => {
        const shuffled = [...events];
        for (let left = shuffled.length; left > 1; left--) {
          const at = (draws.next().value as number) % left;
          [shuffled[at], shuffled[left - 1]] = [shuffled[left - 1] as StoredEvent, shuffled[at] as StoredEvent];
        }
        expect(matterOf(shuffled)).toEqual(matterOf(events));
        const theirs = matterOf(events, { own: THEIRS, counterpart: OURS });
        expect(theirs.standing).toEqual(matterOf(events).standing);
        expect(theirs.acts).toEqual(matterOf(events).acts);
      }),
    );
  });

  it('never goes on when it was withdrawn before the handover, unless somebody closed it who did not know', () => {
    fc.assert(
      fc.property(threads, (events) => {
        const { acts, standing } = matterOf(events);
        const isWithdrawn = acts.some(({ kind, verdict }) => kind === 'withdrawn' && verdict === 'counts');
        if (isWithdrawn) {
          expect(['WITHDRAWN', 'HANDED_OVER', 'SERVICE_STARTED', 'FOLLOW_UP', 'CLOSED']).toContain(standing.course);
        }
      }),
    );
  });

  it('judges each act on what its author had read, as if nothing else were there', () => {
    fc.assert(
      fc.property(threads, (events) => {
        for (const { hash, kind, by, verdict } of matterOf(events).acts) {
          if (verdict !== 'counts' && verdict !== 'not_entitled') continue;
          const { standing } = matterOf(pastOf(events, hash));
          if (verdict === 'counts') expect(whyNot(standing, kind, by)).toBeNull();
          else if (whyNot(standing, kind, by) === null) expect(namesAnother).toContain(kind);
        }
      }),
    );
  });

  it('does what follows everything after everything', () => {
    fc.assert(
      fc.property(threads, kinds, fc.boolean(), (events, kind, isOurs) => {
        const before = matterOf(events);
        const heads = order(events).heads;
        const last = (isOurs ? fromUs : fromThem)(
          events.length + 1,
          { kind, body: SAMPLES[kind], counter: events.length + 1, after: heads },
          { receivedHour: '2026-11-24T10:00:00Z' },
        );
        const { standing, acts } = matterOf([...events, last]);
        const judged = acts.find(({ hash }) => hash === last.hash);
        const act = judged?.act ?? null;
        const done =
          act === null ? null : { act, hash: last.hash, by: judged?.by ?? '', to: judged?.to ?? '', knew: () => true };
        expect(standing).toEqual((done === null ? null : after(before.standing, done)) ?? before.standing);
      }),
    );
  });

  it('is not moved by acts that do not count', () => {
    fc.assert(
      fc.property(threads, (events) => {
        const { acts, standing } = matterOf(events);
        const counting = new Set(acts.filter(({ verdict }) => verdict !== 'not_entitled').map(({ hash }) => hash));
        // They stay in the graph, and say nothing.
        const silenced = events.map((each) =>
          counting.has(each.hash) ? each : { ...each, event: { ...each.event, kind: 'message' } },
        );
        expect(matterOf(silenced).standing).toEqual(standing);
      }),
    );
  });
});

/** An act that names another one may be open, and this one not. */
const namesAnother: readonly ActKind[] = ['handover_agreed', 'lead_taken', 'lead_refused'];

/** Everything that an author had read before writing this. */
function pastOf(events: readonly StoredEvent[], hash: string): StoredEvent[] {
  const byHash = new Map(events.map((each) => [each.hash, each]));
  const past = new Map<string, StoredEvent>();
  const left = [...(byHash.get(hash)?.event.after ?? [])];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const found = byHash.get(next);
    if (found === undefined || past.has(next)) continue;
    past.set(next, found);
    left.push(...found.event.after);
  }
  return [...past.values()];
}

describe('what is told', () => {
  const told = {
    ...SAMPLES.referral,
    form: {
      ...SAMPLES.referral.form,
      answers: { ...SAMPLES.referral.form.answers, preferred_name: { text: 'Invented', language: 'en' } },
    },
  };
  const agreed = (until: string) => [
    ...SAMPLES.referral.basis.agreed,
    { scope: 'share_profile' as const, until: until as `${string}Z` },
  ];

  it('outside the consents that it names changes nothing', () => {
    const thread = newThread();
    thread.us('referral', { body: told });
    expect(verdictsOf(thread.events)).toEqual(['not_covered']);
    expect(matterOf(thread.events).state).toBe('NONE');
  });

  it('counts under a consent, until the hour in which it ends', () => {
    for (const [until, verdict] of [
      ['2026-11-22T02:00:00Z', 'counts'],
      ['2026-11-22T01:00:00Z', 'not_covered'],
    ] as const) {
      const thread = newThread();
      thread.us('referral', { body: { ...told, basis: { agreed: agreed(until), override: null } } });
      expect(verdictsOf(thread.events)).toEqual([verdict]);
    }
  });

  it('without consent is worth nothing when the second signature comes days later', () => {
    const basis = { agreed: [], override: 'vital_interest' as const };
    for (const [receivedHour, verdict] of [
      ['2026-11-24T08:00:00Z', 'counts'],
      ['2026-11-26T08:00:00Z', 'not_covered'],
    ] as const) {
      const thread = newThread();
      thread.us('referral', { body: { ...told, basis }, signers: [1, 2], at: '2026-11-22T08:00:00Z', receivedHour });
      expect(verdictsOf(thread.events)).toEqual([verdict]);
    }
  });

  it('without consent needs a second member', () => {
    const basis = { ...SAMPLES.referral.basis, override: 'vital_interest' as const };
    for (const [signers, verdict] of [
      [[1], 'not_covered'],
      [[1, 2], 'counts'],
    ] as const) {
      const thread = newThread();
      thread.us('referral', { body: { ...told, basis }, signers: [...signers] });
      expect(verdictsOf(thread.events)).toEqual([verdict]);
    }
  });

  it('in a form of a newer version counts as sent', () => {
    const thread = newThread();
    thread.us('referral', { body: { ...told, form: { ...told.form, version: 2 } } });
    expect(matterOf(thread.events).state).toBe('DELIVERED');
  });

  it('with a field that the form does not have, or a day that does not exist, is malformed', () => {
    for (const answers of [
      { ...told.form.answers, unheard_of: 'x' },
      { ...SAMPLES.referral.form.answers, reply_by: '2026-99-99' },
    ]) {
      const thread = newThread();
      thread.us('referral', { body: { ...told, form: { ...told.form, answers } } });
      expect(verdictsOf(thread.events)).toEqual(['malformed']);
    }
  });

  it('is said not to be covered also where it counts for another reason', () => {
    const thread = come('DECLINED');
    thread.us('referral', { body: { ...told, basis: { agreed: [], override: null } } });
    expect(matterOf(thread.events).acts.at(-1)).toMatchObject({ verdict: 'not_entitled', isCovered: false });
  });

  it('in words as an answer needs at least that the receiver may be spoken with', () => {
    const thread = come('INFO_REQUESTED');
    thread.us('info_given', { body: { note: 'No.', form: null, basis: { agreed: [], override: null } } });
    expect(verdictsOf(thread.events).at(-1)).toBe('not_covered');
  });

  it.each([
    ['with another form', { ...SAMPLES.referral, form: SAMPLES.enquiry.form }],
    ['with half a body', { form: SAMPLES.referral.form }],
    ['as nothing', null],
  ])('%s is malformed', (_, body) => {
    const thread = newThread();
    thread.us('referral', { body: body ?? 'nothing' });
    expect(verdictsOf(thread.events)).toEqual(['malformed']);
  });

  it('by a key that others may have had changes nothing', () => {
    const thread = newThread();
    thread.us('referral', { isUnproven: true });
    expect(verdictsOf(thread.events)).toEqual(['unproven']);
  });

  it('by a decision under the name of another one is malformed', () => {
    const thread = come('SENT');
    thread.them('accepted', { body: SAMPLES.declined });
    expect(verdictsOf(thread.events).at(-1)).toBe('malformed');
  });
});

describe('a flood', () => {
  it('of acts by one side ends at a number, and a withdrawal by the other still counts', () => {
    const thread = newThread();
    const first = thread.us('referral');
    for (let count = 0; count < MOST_ACTS + 20; count++) thread.them('alert', { after: [first] });
    const withdrawn = thread.us('withdrawn', { after: [first] });
    const { acts, standing } = matterOf(thread.events);
    expect(acts.filter(({ by, verdict }) => by === THEIRS && verdict === 'counts')).toHaveLength(MOST_ACTS);
    expect(acts.find(({ hash }) => hash === withdrawn.hash)?.verdict).toBe('counts');
    expect(standing.course).toBe('WITHDRAWN');
  });

  it('of what is not proved cuts nothing off', () => {
    const thread = newThread();
    thread.us('referral');
    for (let count = 0; count < MOST_ACTS + 1; count++) thread.us('alert', { isUnproven: true });
    expect(thread.us('acknowledged') && verdictsOf(thread.events).at(-1)).toBe('not_entitled');
    thread.us('alert');
    expect(verdictsOf(thread.events).at(-1)).toBe('counts');
  });

  it.each(['partly_withdrawn', 'hold'] as const)('of one’s own does not keep anybody from %s', (kind) => {
    const thread = newThread();
    thread.us('referral');
    for (let count = 0; count < MOST_ACTS; count++) thread.us('alert');
    thread.us(kind);
    expect(verdictsOf(thread.events).at(-1)).toBe('counts');
  });

  it('of one’s own does not keep a person from withdrawing', () => {
    const thread = newThread();
    thread.us('referral');
    for (let count = 0; count < MOST_ACTS; count++) thread.us('alert');
    thread.us('withdrawn');
    expect(matterOf(thread.events).standing.course).toBe('WITHDRAWN');
  });

  it('in which both sides answer without having read each other is judged before anybody gives up', () => {
    const thread = newThread();
    let [ours, theirs] = [thread.us('referral'), thread.them('alert', { after: [] })];
    for (let count = 1; count < MOST_ACTS; count++) {
      const [before, seen] = [ours, theirs];
      ours = thread.us('alert', { after: [before, ...(count % 3 === 0 ? [seen] : [])] });
      theirs = thread.them('alert', { after: [seen, ...(count % 5 === 0 ? [before] : [])] });
    }
    expect(matterOf(thread.events).acts).toHaveLength(2 * MOST_ACTS);
  });
});

describe('what both sides have gone on from', () => {
  it('stays as it was, whoever writes beside it later', () => {
    const thread = come('SENT');
    const known = thread.events.slice(-1);
    const closed = thread.us('closed', { after: known });
    const accepted = thread.them('accepted', { after: known });
    const ours = thread.us('feedback', { after: [closed, accepted] });
    thread.them('feedback', { after: [ours] });
    expect(matterOf(thread.events).standing.course).toBe('CLOSED');
    thread.them('alert', { after: [ours] });
    expect(matterOf(thread.events).standing.course).toBe('CLOSED');
  });
});

describe('what was withdrawn in part', () => {
  it('takes words with it that were given under it', () => {
    const thread = come('INFO_REQUESTED');
    const { basis } = SAMPLES.info_given;
    const agreed = [...basis.agreed, { scope: 'share_urgent_health' as const, until: '2027-02-20T00:00:00Z' as const }];
    const given = thread.us('info_given', { body: { note: 'Invented.', form: null, basis: { ...basis, agreed } } });
    thread.us('partly_withdrawn', { body: { scopes: ['share_urgent_health'] } });
    expect(withdrawnSince(matterOf(thread.events).acts, given.hash)).toEqual(['share_urgent_health']);
  });

  it('is removed by the receiver and not used any more, and the matter goes on', () => {
    const thread = newThread();
    const { form } = SAMPLES.referral;
    const answers = { ...form.answers, preferred_name: { text: 'Invented', language: 'en' } };
    const agreed = [...SAMPLES.referral.basis.agreed, { scope: 'share_profile', until: '2027-02-20T00:00:00Z' }];
    const body = { ...SAMPLES.referral, form: { ...form, answers }, basis: { agreed, override: null } };
    const referred = thread.us('referral', { body });
    thread.them('accepted');
    thread.us('partly_withdrawn', { body: { scopes: ['share_profile', 'feedback_to_sender'] } });
    const again = thread.them('handover_proposed');
    const matter = matterOf(thread.events);
    expect(matter).toMatchObject({ state: 'ACCEPTED', turn: [THEIRS] });
    expect(matter.standing).toMatchObject({ withdrawn: ['share_profile', 'feedback_to_sender'], mayFeedBack: false });
    expect(withdrawnSince(matter.acts, referred.hash)).toEqual(['share_profile']);
    expect(withdrawnSince(matter.acts, again.hash)).toEqual([]);
    thread.them('removed');
    expect(matterOf(thread.events).standing.oweRemoval).toEqual([]);
  });

  it.each([
    ['nothing', { scopes: [] }],
    ['everything under another name', { scopes: ['contact_receiver_anonymously'] }],
    ['a scope that nobody knows', { scopes: ['share_all'] }],
  ])('%s is malformed', (_, body) => {
    const thread = come('ACCEPTED');
    thread.us('partly_withdrawn', { body });
    expect(verdictsOf(thread.events).at(-1)).toBe('malformed');
  });
});

describe('an assessment beside a referral', () => {
  const assessment = { form: 'A', version: 1, answers: { fears: { text: 'Invented', language: 'en' } } };
  const until = '2027-02-20T00:00:00Z';

  it('needs a consent for each of its parts', () => {
    for (const [scopes, verdict] of [
      [[], 'not_covered'],
      [['share_assessment_a8'], 'not_covered'],
      [['share_assessment_a9'], 'counts'],
    ] as const) {
      const agreed = [...SAMPLES.referral.basis.agreed, ...scopes.map((scope) => ({ scope, until }))];
      const thread = newThread();
      thread.us('referral', { body: { ...SAMPLES.referral, assessment, basis: { agreed, override: null } } });
      expect(verdictsOf(thread.events)).toEqual([verdict]);
    }
  });

  it.each([
    ['of another form', { ...assessment, form: 'F2', answers: {} }],
    ['with an answer that the form does not know', { ...assessment, answers: { birthday: 'x' } }],
  ])('%s is malformed', (_, wrong) => {
    const thread = newThread();
    thread.us('referral', { body: { ...SAMPLES.referral, assessment: wrong } });
    expect(verdictsOf(thread.events)).toEqual(['malformed']);
  });
});

describe('what is usually done next', () => {
  it.each([
    ['ENQUIRY_SENT', null, 'enquiry_answered'],
    ['SENT', null, 'acknowledged'],
    ['IN_REVIEW', null, 'accepted'],
    ['INFO_REQUESTED', 'info_given', null],
    ['ACCEPTED', 'handover_proposed', null],
    ['HANDOVER_AGREED', 'handed_over', 'handed_over'],
    ['SERVICE_STARTED', null, 'follow_up'],
    ['DECLINED', null, null],
  ] as const)('where a matter is %s', (course, ours, theirs) => {
    const matter = matterOf(come(course).events);
    expect([OURS, THEIRS].map((each) => expectedOf(matter, each))).toEqual([ours, theirs]);
  });

  it('is to answer the other side, before everything else', () => {
    const thread = come('ACCEPTED');
    thread.them('handover_proposed');
    expect(expectedOf(matterOf(thread.events), OURS)).toBe('handover_agreed');
    thread.them('alert');
    expect(expectedOf(matterOf(thread.events), OURS)).toBe('alert_answered');
  });
});

describe('what was withdrawn after help began', () => {
  it('is removed, and nobody tells how it goes any more', () => {
    const thread = come('SERVICE_STARTED');
    thread.us('withdrawn');
    const { standing, dues, turn } = matterOf(thread.events);
    expect(dues.map(({ what }) => what)).toEqual(['remove']);
    expect(turn).toEqual([THEIRS]);
    expect(whyNot(standing, 'follow_up', THEIRS)).toBe('NOT_AGREED');
  });

  it.each(['withdrawn', 'partly_withdrawn'] as const)('is not owed anew by what was %s at the same time', (kind) => {
    for (const isAfter of [true, false]) {
      const thread = come('SERVICE_STARTED');
      const known = [...thread.events];
      const all = thread.us('withdrawn');
      const rival = isAfter ? null : thread.us(kind, { after: known });
      thread.them('removed', { after: [...known, all] });
      if (isAfter) thread.us(kind, { after: known });
      expect(rival?.hash).not.toBe(all.hash);
      expect(matterOf(thread.events).standing.oweRemoval).toEqual([]);
    }
  });

  it.each(['withdrawn', 'partly_withdrawn'] as const)('is not owed anew when it is %s once more', (kind) => {
    const thread = come('SERVICE_STARTED');
    thread.us('withdrawn');
    thread.them('removed');
    for (const by of ['us', 'them'] as const) {
      const { hash } = thread[by](kind);
      const { acts, standing } = matterOf(thread.events);
      expect(acts.find((each) => each.hash === hash)?.verdict).toBe('not_entitled');
      expect(standing.oweRemoval).toEqual([]);
    }
  });
});

describe('time', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 10, 22, 1) + hours * 3_600_000);
  const dueIn = (matter: Matter) =>
    matter.dues.map(({ what, side, at: due }) => [what, side, (due - +at(0)) / 3_600_000]);

  it.each([
    ['emergency', 4, 24],
    ['urgent', 24, 72],
    // Sunday the 22nd: Monday to Wednesday.
    ['normal', 72, 336],
  ] as const)('an %s referral is acknowledged in %i hours and decided in %i', (priority, acknowledged, decided) => {
    const thread = newThread();
    const { form } = SAMPLES.referral;
    thread.us('referral', { body: { ...SAMPLES.referral, form: { ...form, answers: { ...form.answers, priority } } } });
    expect(dueIn(matterOf(thread.events))).toEqual([
      ['acknowledge', 'asked', acknowledged],
      ['decide', 'asked', decided],
    ]);
  });

  it('silence is a state, and ends with an answer', () => {
    const thread = come('SENT');
    expect(matterOf(thread.events, {}, at(72)).state).toBe('DELIVERED');
    expect(matterOf(thread.events, {}, at(73)).state).toBe('EXPIRED');
    thread.them('accepted', { at: '2026-11-26T08:00:00Z', receivedHour: '2026-11-26T08:00:00Z' });
    expect(matterOf(thread.events, {}, at(200)).state).toBe('ACCEPTED');
  });

  it('does not run while something is asked back', () => {
    const thread = come('SENT');
    thread.them('info_requested', { at: '2026-11-22T05:00:00Z', receivedHour: '2026-11-22T05:00:00Z' });
    expect(matterOf(thread.events, {}, at(500))).toMatchObject({ state: 'INFO_REQUESTED', dues: [], turn: [OURS] });
    thread.us('info_given', { at: '2026-11-22T15:00:00Z', receivedHour: '2026-11-22T15:00:00Z' });
    expect(dueIn(matterOf(thread.events))).toEqual([['decide', 'asked', 72 + 10]]);
  });

  it('is that of the node where the author’s clock is wrong', () => {
    const thread = newThread();
    thread.us('enquiry', { at: '2020-01-01T00:00:00Z', receivedHour: '2026-11-22T01:00:00Z' });
    expect(dueIn(matterOf(thread.events))).toEqual([['answer', 'asked', 72]]);
  });

  it('is sent before the node has a receipt, and delivered after', () => {
    const { events } = come('SENT');
    const undelivered = new Set([events[0]?.event.envelope ?? '']);
    expect(matterOf(events, { undelivered }).state).toBe('SENT');
    expect(matterOf(events).state).toBe('DELIVERED');
  });

  it('follow-ups come after 2 days, a week, and one, three, six and twelve months', () => {
    const thread = come('SERVICE_STARTED');
    const started = Date.parse(thread.events.at(-1)?.event.at ?? '');
    const waits: number[] = [];
    const followUp = (days: number) => {
      const at = new Date(started + days * 86_400_000).toISOString().replace('.000', '');
      thread.them('follow_up', { at, receivedHour: at });
    };
    for (const days of [1, 2, 7, 30, 90, 180, 360]) {
      waits.push(...matterOf(thread.events).dues.map(({ at: due }) => (due - started) / 86_400_000));
      // However often somebody asks in between, the next date stays.
      followUp(days);
    }
    expect(matterOf(thread.events).dues).toEqual([]);
    expect(waits).toEqual([2, 2, 7, 30, 90, 180, 360]);
  });

  it('whoever was told something removes it, whoever says that the person withdrew', () => {
    const thread = come('SENT');
    thread.them('withdrawn');
    expect(matterOf(thread.events).turn).toEqual([THEIRS]);
    const asked = come('ENQUIRY_ANSWERED');
    asked.us('withdrawn');
    // An enquiry says nothing of anybody.
    expect(matterOf(asked.events)).toMatchObject({ state: 'WITHDRAWN', turn: [], dues: [] });
  });

  it('an alert is answered in four hours, before everything else', () => {
    const thread = come('SENT');
    thread.us('alert');
    expect(dueIn(matterOf(thread.events))[0]).toEqual(['alert', 'asked', 1 + 4]);
    expect(matterOf(thread.events).turn).toEqual([THEIRS]);
  });

  it('a withdrawal is answered in three days by whoever received it', () => {
    const thread = come('WITHDRAWN');
    expect(dueIn(matterOf(thread.events))).toEqual([['remove', 'asked', 1 + 72]]);
    thread.them('removed');
    expect(matterOf(thread.events)).toMatchObject({ dues: [], turn: [] });
  });
});

function tableOf(lines: typeof TRANSITIONS): string {
  const rows = lines.map(({ act, by, from, to }) => `| \`${act}\` | ${by} | ${from.join(', ')} | ${to ?? '(stays)'} |`);
  return [
    '# States and transitions of a referral',
    '',
    'Written by `casework/matter/matter.test.ts`, which walks every line. What the states mean: [casework.md](casework.md).',
    '',
    '| act | by | from | to |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
