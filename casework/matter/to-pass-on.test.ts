import { describe, expect, it } from 'vitest';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { casesOf } from '../case/case.ts';
import type { StoredEvent } from '../conversation.ts';
import { newThread } from '../test-support/matters.ts';
import { OURS, THEIRS, toOurselves } from '../test-support/stored-events.ts';
import { listMatters } from './list.ts';
import { withdrawalToPassOn } from './to-pass-on.ts';

const CASE = uuidAt(0xca);
const OTHERS = uuidAt(0xce);
const THREADS = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBA'];

/** Two matters of one case, with two organisations. */
function listed(one: readonly StoredEvent[], other: readonly StoredEvent[]) {
  const places = [THEIRS, OTHERS].map((counterpart, place) => ({ case: CASE, counterpart, thread: THREADS[place] }));
  const notes = [
    toOurselves(301, { kind: 'case_begun', body: { case: CASE, label: 'Invented' } }),
    ...places.map((body, place) => toOurselves(302 + place, { kind: 'case_thread', body, after: [] })),
  ];
  const moved = [one, other].flatMap((events, place) =>
    events.map((stored): StoredEvent => {
      const them = place === 0 ? THEIRS : OTHERS;
      const { sender, receiver } = stored.event;
      const event = {
        ...stored.event,
        thread: THREADS[place] ?? '',
        sender: sender === OURS ? OURS : them,
        receiver: { ...receiver, organisation: sender === OURS ? them : OURS },
      };
      return { ...stored, event };
    }),
  );
  const now = new Date('2026-11-22T12:00:00Z');
  return listMatters([...moved, ...notes], casesOf(notes), { own: OURS, undelivered: new Set() }, now);
}

describe('that the person withdrew', () => {
  it('is to be passed on to whoever else was told', () => {
    const [one, other] = [newThread(), newThread()];
    one.us('referral');
    other.us('referral');
    expect(withdrawalToPassOn(listed(one.events, other.events), [], OURS)).toBeNull();
    one.them('withdrawn');
    const toPassOn = withdrawalToPassOn(listed(one.events, other.events), [], OURS);
    expect(toPassOn).toMatchObject({ by: THEIRS, untold: [{ counterpart: OTHERS }] });
    other.us('withdrawn');
    expect(withdrawalToPassOn(listed(one.events, other.events), [], OURS)).toBeNull();
  });

  it.each([
    ['asked without a word about the person', (other: ReturnType<typeof newThread>) => other.us('enquiry')],
    [
      'told under what was agreed to afterwards',
      (other: ReturnType<typeof newThread>) =>
        other.us('referral', { at: '2026-11-22T02:30:00Z', receivedHour: '2026-11-22T02:00:00Z' }),
    ],
    [
      'told, and a mistake called back',
      (other: ReturnType<typeof newThread>) => {
        other.us('referral');
        other.us('recalled');
      },
    ],
  ])('concerns nobody who was only %s', (_, tell) => {
    const [one, other] = [newThread(), newThread()];
    one.us('referral');
    one.them('withdrawn');
    tell(other);
    expect(withdrawalToPassOn(listed(one.events, other.events), [], OURS)).toBeNull();
  });

  it.each(['declined', 'closed'] as const)('is passed on to whoever %s it, and still knows', (end) => {
    const [one, other] = [newThread(), newThread()];
    one.us('referral');
    other.us('referral');
    if (end === 'closed') other.us('closed');
    else other.them('declined');
    one.them('withdrawn');
    expect(withdrawalToPassOn(listed(one.events, other.events), [], OURS)).toMatchObject({
      untold: [{ counterpart: OTHERS }],
    });
  });

  it('is not said by whoever was only asked, without a word about the person', () => {
    const [one, other] = [newThread(), newThread()];
    one.us('enquiry');
    other.us('referral');
    one.them('withdrawn');
    expect(withdrawalToPassOn(listed(one.events, other.events), [], OURS)).toBeNull();
  });

  it('is passed on to nobody with whom the person wished to stay', () => {
    const [one, other] = [newThread(), newThread()];
    one.us('referral');
    other.us('referral');
    const { hash } = one.them('withdrawn');
    expect(withdrawalToPassOn(listed(one.events, other.events), [hash], OURS)).toBeNull();
  });

  it('is what we told them ourselves: then nobody has to be told by us again', () => {
    const [one, other] = [newThread(), newThread()];
    one.us('referral');
    other.us('referral');
    one.us('withdrawn');
    expect(withdrawalToPassOn(listed(one.events, other.events), [], OURS)).toBeNull();
  });
});
