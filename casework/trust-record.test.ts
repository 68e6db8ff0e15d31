import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaseEvent } from '#crypto/case-event.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { NOTHING_SEEN, type Seen } from '#crypto/verify/seen.ts';
import type { StoredEvent } from './conversation.ts';
import { type Comparison, recordedSeen, type TrustRecord, trustRecord } from './trust-record.ts';

const OWN = uuidAt(1);
const OTHER = uuidAt(2);
const hash = (name: string) => name.repeat(64).slice(0, 64);
const [KEY, NEW_KEY] = ['K', 'N'].map((letter) => letter.repeat(43)) as [string, string];
const [ROOT, NEW_ROOT] = ['{"root":"a"}', '{"root":"b"}'] as const;

const file = (version: number, signers = 'c') => ({ version, sha256: hash('d'), signers: hash(signers) });
const seenState = (root: number, timestamp: number) => ({
  root: file(root),
  timestamp: file(timestamp),
  snapshot: file(timestamp),
  targets: file(1),
  revocations: file(1),
});
const seen = (version: number, enrolmentKey = KEY): Seen => ({
  registry: file(version),
  state: seenState(1, version),
  organisation: { enrolmentKey, statement: file(version) },
});

/** One after the other, each by a member; `unproven` ones as of a lost key. */
function thread(...acts: { kind: string; body: unknown; by?: number[]; isUnproven?: boolean }[]): StoredEvent[] {
  return acts.map(({ kind, body, by = [1], isUnproven = false }, place) => ({
    hash: hash(String(place)),
    event: {
      envelope: uuidAt(100 + place),
      sender: OWN,
      receiver: { scheme: 'period', organisation: OWN },
      thread: 'A'.repeat(22),
      author: by[0] ?? 1,
      statement: 1,
      counter: acts.slice(0, place + 1).filter((each) => (each.by ?? [1])[0] === by[0]).length,
      at: `2026-11-22T10:00:0${place}Z`,
      after: place === 0 ? [] : [hash(String(place - 1))],
      kind,
      body,
    } as CaseEvent,
    signers: by,
    signatures: [],
    receivedHour: '2026-11-22T10:00:00Z',
    isUnproven,
  }));
}

const sawOther = (what: Seen) => ({ kind: 'seen', body: { organisation: OTHER, state: 'XX', seen: what } });
const comparedKey = (enrolmentKey: string, by = [1]) => ({
  kind: 'key_compared',
  body: { organisation: OTHER, state: 'XX', enrolmentKey, channel: 'telephone' },
  by,
});
const comparedRoot = (root: string, by: number[], registryRoot: string | null = null) => ({
  kind: 'root_compared',
  body: { state: 'XX', root, registryRoot, channel: 'in_person' },
  by,
});

it('knows the newest of everything that any member has seen', () => {
  const record = trustRecord(thread(sawOther(seen(3)), sawOther(seen(2)), sawOther(seen(5))));
  expect(recordedSeen(record, OTHER, 'XX')).toEqual(seen(5));
  expect(recordedSeen(record, uuidAt(9), 'YY')).toEqual({ ...NOTHING_SEEN, registry: file(5) });
  expect(record).toMatchObject({ gaps: [], heads: [hash('2')] });
});

it('takes a key that was compared in the place of the one that was seen, and no other', () => {
  const acts = [sawOther(seen(3)), comparedKey(NEW_KEY)];
  const record = trustRecord(thread(...acts));
  expect(record.organisations.get(OTHER)).toMatchObject({
    known: { enrolmentKey: NEW_KEY, statement: null },
    comparisons: [{ by: [1], channel: 'telephone', enrolmentKey: NEW_KEY }],
  });
  const onlySeen = trustRecord(thread(sawOther(seen(3)), sawOther(seen(9, NEW_KEY))));
  expect(onlySeen.organisations.get(OTHER)?.known).toEqual(seen(3).organisation);
  const later = trustRecord(thread(...acts, sawOther(seen(1, NEW_KEY))));
  expect(later.organisations.get(OTHER)?.known).toEqual({ enrolmentKey: NEW_KEY, statement: file(1) });
});

it('pins the first root that somebody compared, and another one only when two members have', () => {
  const pinned = (...acts: Parameters<typeof thread>) => trustRecord(thread(...acts)).states.get('XX');
  expect(pinned(comparedRoot(ROOT, [1]))?.pin?.root).toBe(ROOT);
  const replaced = [sawOther(seen(3)), comparedRoot(ROOT, [1]), comparedRoot(NEW_ROOT, [2])];
  expect(pinned(...replaced)).toMatchObject({ pin: { root: ROOT }, known: seenState(1, 3) });
  expect(pinned(...replaced, comparedRoot(NEW_ROOT, [2]))?.pin?.root).toBe(ROOT);
  const anew = [...replaced, comparedRoot(NEW_ROOT, [3])];
  expect(pinned(...anew)).toMatchObject({ pin: { root: NEW_ROOT }, known: null });
  expect(pinned(comparedRoot(ROOT, [1]), comparedRoot(NEW_ROOT, [2, 3]))?.pin?.root).toBe(NEW_ROOT);
  // Those who compared the old one once do not bring it back.
  expect(pinned(...anew, comparedRoot(ROOT, [4]))?.pin?.root).toBe(NEW_ROOT);
  expect(pinned(...anew, comparedRoot(ROOT, [4]), comparedRoot(ROOT, [1]))?.pin?.root).toBe(ROOT);
});

it('sets a root of the registry aside when two members compared the pinned one in its face', () => {
  const registryRoot = hash('e');
  const setAside = (...acts: Parameters<typeof thread>) => trustRecord(thread(...acts)).states.get('XX')?.setAside;
  const first = [comparedRoot(ROOT, [1]), comparedRoot(ROOT, [2])];
  expect(setAside(...first)).toBeNull();
  expect(setAside(...first, comparedRoot(ROOT, [1], registryRoot))).toBeNull();
  expect(setAside(...first, comparedRoot(ROOT, [1], registryRoot), comparedRoot(ROOT, [1], registryRoot))).toBeNull();
  const two = [...first, comparedRoot(ROOT, [1], registryRoot), comparedRoot(ROOT, [2], registryRoot)];
  expect(setAside(...two)).toBe(registryRoot);
  expect(setAside(...two, comparedRoot(ROOT, [3], hash('f')))).toBe(registryRoot);
});

it('takes nothing from a lost key, nor from what it does not understand', () => {
  const strange = [
    { kind: 'seen', body: null },
    { kind: 'seen', body: { organisation: OTHER, state: 'XX', seen: { ...seen(1), more: 1 } } },
    { kind: 'key_compared', body: { organisation: OTHER, state: 'xx', enrolmentKey: KEY, channel: 'telephone' } },
    { kind: 'key_compared', body: { organisation: OTHER, state: 'XX', enrolmentKey: KEY, channel: 'rumour' } },
    { kind: 'root_compared', body: { state: 'XX', root: 1, registryRoot: null, channel: 'letter' } },
    { kind: 'team', body: {} },
    { kind: 'constructor', body: {} },
    { ...comparedKey(KEY), isUnproven: true },
    { ...comparedRoot(ROOT, [1, 2]), isUnproven: true },
  ];
  expect(trustRecord(thread(...strange))).toMatchObject({ organisations: new Map(), states: new Map() });
});

it('names what is missing', () => {
  const [first, , third] = thread(comparedKey(KEY), comparedKey(KEY), comparedKey(KEY));
  const { gaps } = trustRecord([first, third] as StoredEvent[]);
  expect(gaps).toContainEqual({ by: 'hash', hash: hash('1') });
});

it('is the same in whatever order its events came', () => {
  const events = thread(sawOther(seen(3)), comparedRoot(ROOT, [1]), comparedRoot(NEW_ROOT, [2]), comparedKey(NEW_KEY));
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      expect(trustRecord(shuffled)).toEqual(trustRecord(events));
    }),
  );
});

const setAside = (place: number, by = [1], more: { isUnproven?: boolean } = {}) => ({
  kind: 'set_aside',
  body: { event: hash(String(place)) },
  by,
  ...more,
});
/** What the record says, without the thread in which it stands. */
const judged = (...acts: Parameters<typeof thread>) => {
  return withoutDoubts(trustRecord(thread(...acts)));
};
const withoutDoubts = ({ registry, organisations, states }: TrustRecord) => ({
  registry,
  organisations: new Map([...organisations].map(([id, known]) => [id, { ...known, comparisons: undoubted(known) }])),
  states: new Map([...states].map(([code, known]) => [code, { ...known, comparisons: undoubted(known) }])),
});
const undoubted = ({ comparisons }: { comparisons: readonly Comparison[] }) =>
  comparisons.map(({ doubtedBy: _, ...comparison }) => comparison);

it('judges as if a comparison had not been made that whoever made it took back', () => {
  const before = [sawOther(seen(3)), comparedKey(NEW_KEY, [2])];
  expect(judged(...before, setAside(1, [2]))).toEqual(judged(sawOther(seen(3))));
  expect(judged(...before, setAside(1, [1]))).toEqual(judged(...before));
  expect(judged(...before, setAside(1, [1]), setAside(1, [3]))).toEqual(judged(sawOther(seen(3))));
  expect(judged(...before, setAside(1, [2], { isUnproven: true }))).toEqual(judged(...before));
  expect(judged(comparedRoot(ROOT, [1]), setAside(0))).toEqual(judged());
  const pinned = judged(comparedRoot(ROOT, [1]), comparedRoot(ROOT, [2]), setAside(0)).states.get('XX');
  expect(pinned).toMatchObject({ pin: { root: ROOT }, comparisons: [{ by: [2] }] });
});

it('says who wants something not to count, as long as they are too few', () => {
  const acts = [{ ...sawOther(seen(3)), by: [2] }, comparedKey(KEY, [2]), setAside(0), setAside(1)];
  const { sightings, organisations } = trustRecord(thread(...acts));
  expect(sightings).toMatchObject([{ hash: hash('0'), by: [2], doubtedBy: [1], organisation: OTHER }]);
  expect(organisations.get(OTHER)?.comparisons).toMatchObject([{ hash: hash('1'), by: [2], doubtedBy: [1] }]);
});

it('needs two members to set aside what somebody has seen', () => {
  const before = [sawOther(seen(3)), { ...sawOther(seen(999)), by: [2] }];
  expect(judged(...before, setAside(1, [2]))).toEqual(judged(...before));
  expect(judged(...before, setAside(1, [1]), setAside(1, [1]))).toEqual(judged(...before));
  expect(judged(...before, setAside(1, [1]), setAside(1, [3]))).toEqual(judged(sawOther(seen(3))));
  expect(judged(...before, setAside(1, [1, 3]))).toEqual(judged(sawOther(seen(3))));
});

it('is the record of the events that were not set aside, whichever they are', () => {
  const acts = [
    { ...sawOther(seen(3)), by: [3] },
    comparedKey(NEW_KEY, [1]),
    comparedRoot(ROOT, [2]),
    { ...sawOther(seen(7, NEW_KEY)), by: [1] },
    comparedRoot(NEW_ROOT, [1, 3]),
  ];
  fc.assert(
    fc.property(fc.subarray([...acts.keys()]), fc.boolean(), (gone, isUnderstood) => {
      const later = gone.map((place) =>
        isUnderstood ? setAside(place, [1, 2, 3]) : { kind: 'set_aside', body: { event: String(place) } },
      );
      const kept = thread(...acts).filter((_, place) => !isUnderstood || !gone.includes(place));
      expect(judged(...acts, ...later)).toEqual(withoutDoubts(trustRecord(kept)));
    }),
  );
});

it('sets nothing aside that does not count any more, nor what set something aside', () => {
  const before = [comparedKey(NEW_KEY, [1]), setAside(0), setAside(1), setAside(1, [2])];
  expect(judged(...before)).toEqual(judged());
});
