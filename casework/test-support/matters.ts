import { uuidAt } from '#crypto/test-support/statements.ts';
import type { StoredEvent } from '../conversation.ts';
import type { ActBodies, ActKind } from '../matter/acts.ts';
import type { Setting } from '../matter/matter.ts';
import { fromThem, fromUs, hashAt, OURS, THEIRS } from './stored-events.ts';

export const SETTING: Setting = { own: OURS, counterpart: THEIRS, undelivered: new Set() };

const INVENTED_WORDS = { text: 'Invented words.', language: 'en' };

/** Of each kind one that says no more than it must. */
export const SAMPLES: ActBodies = {
  enquiry: {
    form: form('F1', {
      priority: 'urgent',
      service_types: ['shelter'],
      country: ['MD'],
      person_kind: 'adult',
      languages: ['ro'],
    }),
  },
  enquiry_answered: { form: form('F1A', { capacity: 'yes' }) },
  referral: {
    form: form('F2', {
      priority: 'urgent',
      reason_for_referral: 'reception',
      services_requested: ['shelter'],
      person_kind: 'adult',
      languages: ['ro'],
    }),
    assessment: null,
    basis: {
      agreed: [
        { scope: 'contact_receiver_anonymously', until: '2027-02-20T00:00:00Z' },
        { scope: 'feedback_to_sender', until: '2027-02-20T00:00:00Z' },
      ],
      override: null,
    },
  },
  acknowledged: { role: 'duty officer' },
  review_begun: { note: '' },
  info_requested: { questions: [{ question: 'Is a lift needed?', purpose: 'To choose the house.' }] },
  info_given: {
    note: 'No.',
    form: null,
    basis: { agreed: [{ scope: 'contact_receiver_anonymously', until: '2027-02-20T00:00:00Z' }], override: null },
  },
  accepted: { form: form('F3', { decision: 'accepted' }) },
  partly_accepted: { form: form('F3', { decision: 'partly_accepted' }) },
  declined: { form: form('F3', { decision: 'declined', reason_code: 'no_capacity' }) },
  redirected: { form: form('F3', { decision: 'redirected' }), to: [] },
  handover_proposed: { at: '2026-11-25T10:00:00Z', place: 'Main entrance', sign: '', escort: '', interpreter: '' },
  handover_agreed: { proposal: hashAt(0) },
  handed_over: { note: '' },
  service_started: { note: '' },
  service_not_started: { reason: 'not_reached', note: '' },
  follow_up: { status: 'well', note: '' },
  closed: { code: 'service_completed' },
  withdrawn: {},
  partly_withdrawn: { scopes: ['share_profile'] },
  recalled: { reason: 'mistake' },
  removed: { removed: 'Everything.', kept: '', law: '' },
  hold: { reason: 'leak' },
  hold_lifted: { note: '' },
  alert: { form: form('F10', { alert_type: 'danger', danger: INVENTED_WORDS, action_wanted: INVENTED_WORDS }) },
  alert_answered: { note: 'Called at once.' },
  lead_offered: { note: '' },
  lead_taken: { offer: hashAt(0) },
  lead_refused: { offer: hashAt(0), note: '' },
  introduced: {
    to: uuidAt(0x1d),
    thread: 'AAAAAAAAAAAAAAAAAAAAAA',
    isLead: false,
    note: '',
    basis: { agreed: [{ scope: 'contact_receiver_anonymously', until: '2027-02-20T00:00:00Z' }], override: null },
  },
  feedback: { form: form('F11', { answered_in_time: 'yes' }) },
};

interface Changes<Kind extends ActKind> {
  body?: unknown;
  /** What its author had read; everything that is there unless given. */
  after?: readonly StoredEvent[];
  at?: string;
  receivedHour?: string;
  signers?: number[];
  isUnproven?: boolean;
  kind?: Kind;
}

/** A thread in which acts are written one after the other, by us or by them. */
export function newThread() {
  const events: StoredEvent[] = [];
  /** An hour for each, unless told otherwise. */
  function write(
    by: typeof fromUs,
    kind: ActKind,
    { body, after, at, receivedHour, ...stored }: Changes<ActKind> = {},
  ): StoredEvent {
    const place = events.length + 1;
    const heads = after ?? headsOf(events);
    const hour = new Date(Date.UTC(2026, 10, 22, place)).toISOString().replace('.000', '');
    const proposal = events.findLast((each) => each.event.kind === 'handover_proposed')?.hash ?? hashAt(0);
    const offer = events.findLast((each) => each.event.kind === 'lead_offered')?.hash ?? hashAt(0);
    const answered: Partial<ActBodies> = {
      handover_agreed: { proposal },
      lead_taken: { offer },
      lead_refused: { offer, note: '' },
    };
    const usual = answered[kind] ?? SAMPLES[kind];
    const event = by(
      place,
      {
        kind,
        body: body ?? usual,
        counter: place,
        after: heads.map(({ hash }) => hash).sort(),
        at: at ?? hour,
      },
      { receivedHour: receivedHour ?? hour, ...stored },
    );
    events.push(event);
    return event;
  }
  return {
    events,
    us: (kind: ActKind, changes?: Changes<ActKind>) => write(fromUs, kind, changes),
    them: (kind: ActKind, changes?: Changes<ActKind>) => write(fromThem, kind, changes),
  };
}

function headsOf(events: readonly StoredEvent[]): StoredEvent[] {
  const followed = new Set(events.flatMap(({ event }) => event.after));
  return events.filter(({ hash }) => !followed.has(hash));
}

function form(name: string, answers: ActBodies['enquiry']['form']['answers']) {
  return { form: name, version: 1, answers };
}
