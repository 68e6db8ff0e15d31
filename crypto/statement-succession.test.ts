import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Difference, differences } from './statement-differences.ts';
import { assertStatementRules } from './statement-rules.ts';
import { MEMBER_ROLES, type MemberCertificate, type Period, type Statement } from './statement-shape.ts';
import { assertFollows } from './statement-succession.ts';
import { codeOf } from './test-support/code-of.ts';
import { certificate, period, recipientAt, signingKeyAt, statement, uuidAt } from './test-support/statements.ts';

const MOMENT = '2026-11-15T00:00:00Z';

/** One with something of every kind: revoked, retired, compromised, current. */
const previous = statement({
  periods: [
    period(1, { retiredOn: '2026-11-10T00:00:00Z' }),
    period(2, { compromisedSince: '2026-11-12T00:00:00Z' }),
    period(3),
  ],
  members: [
    certificate(1, { roles: ['administrator', 'caseworker'] }),
    certificate(2),
    certificate(3, { revoked: '2026-11-11T00:00:00Z' }),
  ],
  recoveryKit: recipientAt(30_000),
});

/** Makes the next one from the previous one, whatever the rules say. */
interface Change {
  name: string;
  apply: (next: Statement) => Statement;
  shows?: Difference;
}

const withMember = (number: number, changes: Partial<MemberCertificate>) => (next: Statement) => ({
  ...next,
  members: next.members.map((member) => (member.number === number ? { ...member, ...changes } : member)),
});
const withPeriod = (place: number, changes: Partial<Period>) => (next: Statement) => ({
  ...next,
  periods: next.periods.map((found) => (found.id === uuidAt(place) ? { ...found, ...changes } : found)),
});

/** No two of them undo each other, so that any set of them in any order is one that shows them all. */
const ALLOWED: Required<Change>[] = [
  {
    name: 'a newcomer',
    apply: (next) => ({ ...next, members: [...next.members, certificate(4, { roles: ['supervisor'] })] }),
    shows: { kind: 'member added', number: 4, roles: ['supervisor'] },
  },
  {
    name: 'other roles',
    apply: withMember(1, { roles: ['administrator', 'directory_editor'] }),
    shows: { kind: 'roles changed', number: 1, given: ['directory_editor'], taken: ['caseworker'] },
  },
  {
    name: 'a member who leaves',
    apply: withMember(2, { revoked: MOMENT }),
    shows: { kind: 'member revoked', number: 2, revoked: MOMENT },
  },
  {
    name: 'a period that ends',
    apply: withPeriod(3, { retiredOn: MOMENT }),
    shows: { kind: 'period retired', id: uuidAt(3), retiredOn: MOMENT },
  },
  {
    name: 'a loss that is noticed after the period ended',
    apply: withPeriod(1, { compromisedSince: MOMENT }),
    shows: { kind: 'period compromised', id: uuidAt(1), compromisedSince: MOMENT },
  },
  {
    name: 'a loss that was earlier than thought',
    apply: withPeriod(2, { compromisedSince: '2026-11-11T23:59:59Z' }),
    shows: { kind: 'period compromised', id: uuidAt(2), compromisedSince: '2026-11-11T23:59:59Z' },
  },
  {
    name: 'a new kit',
    apply: (next) => ({ ...next, recoveryKit: recipientAt(30_001) }),
    shows: { kind: 'recovery kit replaced' },
  },
  {
    name: 'more time',
    apply: (next) => ({ ...next, expiresAt: '2026-12-20T10:00:00Z' }),
    shows: { kind: 'validity changed', expiresAt: '2026-12-20T10:00:00Z' },
  },
];

const FORBIDDEN: Change[] = [
  { name: 'another organisation', apply: (next) => ({ ...next, organisation: uuidAt(88_888) }) },
  { name: 'the same version', apply: (next) => ({ ...next, version: previous.version }) },
  { name: 'an older version', apply: (next) => ({ ...next, version: 1 }) },
  { name: 'a member less', apply: (next) => ({ ...next, members: next.members.filter(({ number }) => number !== 2) }) },
  {
    name: 'a revoked member less',
    apply: (next) => ({ ...next, members: next.members.filter(({ number }) => number !== 3) }),
  },
  { name: "a member's other signing key", apply: withMember(2, { signingKey: signingKeyAt(77) }) },
  { name: "a member's other recipient", apply: withMember(2, { recipient: recipientAt(77) }) },
  { name: 'another beginning', apply: withMember(2, { from: '2026-11-02T08:00:00Z' }) },
  { name: 'a revocation undone', apply: withMember(3, { revoked: null }) },
  { name: 'a revocation moved', apply: withMember(3, { revoked: '2026-11-10T00:00:00Z' }) },
  { name: 'other roles of a former member', apply: withMember(3, { roles: ['supervisor'] }) },
  { name: 'more roles of a former member', apply: withMember(3, { roles: ['caseworker', 'supervisor'] }) },
  { name: 'a period less', apply: (next) => ({ ...next, periods: next.periods.slice(1) }) },
  { name: "a period's other key", apply: withPeriod(3, { recipient: recipientAt(77) }) },
  { name: "a period's other beginning", apply: withPeriod(3, { from: '2026-11-02T08:00:00Z' }) },
  { name: 'a retirement undone', apply: withPeriod(1, { retiredOn: null }) },
  { name: 'a retirement moved', apply: withPeriod(1, { retiredOn: '2026-11-09T00:00:00Z' }) },
  { name: 'a compromise undone', apply: withPeriod(2, { compromisedSince: null }) },
  { name: 'a compromise later than known', apply: withPeriod(2, { compromisedSince: '2026-11-12T00:00:01Z' }) },
];

const following = (...changes: Change[]) =>
  changes.reduce((next, { apply }) => apply(next), { ...previous, version: previous.version + 1 });

it('begins with a statement that keeps all rules', () => {
  expect(() => assertStatementRules(previous)).not.toThrow();
});

describe('a statement follows with', () => {
  it.each(ALLOWED)('$name', (change) => {
    const next = following(change);
    expect(() => assertStatementRules(next)).not.toThrow();
    expect(differences(previous, next)).toEqual([change.shows]);
  });

  it('a version several steps higher, and shows nothing then', () => {
    expect(differences(previous, { ...previous, version: 100, issuedAt: '2026-11-23T10:00:00Z' })).toEqual([]);
  });
});

describe('a statement does not follow with', () => {
  it.each(FORBIDDEN)('$name', async (change) => {
    expect(await codeOf(() => assertFollows(previous, following(change)))).toBe('NOT_NEXT');
    expect(await codeOf(() => differences(previous, following(change)))).toBe('NOT_NEXT');
  });
});

it('shows every change of any set of them, and is refused for a single forbidden one among them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(ALLOWED), fc.constantFrom(...FORBIDDEN), async (allowed, forbidden) => {
      const shown = differences(previous, following(...allowed));
      expect(shown).toHaveLength(allowed.length);
      expect(shown).toEqual(expect.arrayContaining(allowed.map(({ shows }) => shows)));
      expect(await codeOf(() => assertFollows(previous, following(...allowed, forbidden)))).toBe('NOT_NEXT');
    }),
  );
});

it('never comes before, whatever statements are compared', async () => {
  const date = fc.constantFrom('2026-11-09T00:00:00Z', MOMENT, '2026-11-16T00:00:00Z');
  const anyStatement = fc
    .record({
      version: fc.integer({ min: 1, max: 3 }),
      members: fc.uniqueArray(
        fc.record({
          number: fc.integer({ min: 1, max: 3 }),
          roles: fc.uniqueArray(fc.constantFrom(...MEMBER_ROLES), { minLength: 1, maxLength: 2 }),
          revoked: fc.option(date),
        }),
        { selector: ({ number }) => number },
      ),
      periods: fc.uniqueArray(
        fc.record({
          place: fc.integer({ min: 1, max: 3 }),
          retiredOn: fc.option(date),
          compromisedSince: fc.option(date),
        }),
        { selector: ({ place }) => place },
      ),
    })
    .map(({ version, members, periods }) =>
      statement({
        version,
        members: members.map(({ number, ...changes }) => certificate(number, changes)),
        periods: periods.map(({ place, ...changes }) => period(place, changes)),
      }),
    );
  const follows = async (one: Statement, other: Statement) => (await codeOf(() => assertFollows(one, other))) === null;
  await fc.assert(
    fc.asyncProperty(anyStatement, anyStatement, anyStatement, async (one, other, third) => {
      expect((await follows(one, other)) && (await follows(other, one))).toBe(false);
      if ((await follows(one, other)) && (await follows(other, third))) expect(await follows(one, third)).toBe(true);
      if (!(await follows(one, other))) return;
      const isQuiet = differences(one, other).length === 0;
      const bare = ({ members, periods }: Statement) => ({
        members: members.map((member) => ({ ...member, roles: [...member.roles].sort() })).sort(byNumber),
        periods: [...periods].sort((left, right) => left.id.localeCompare(right.id)),
      });
      if (isQuiet) expect(bare(other)).toEqual(bare(one));
      else expect(bare(other)).not.toEqual(bare(one));
    }),
    { numRuns: 1000 },
  );
});

const byNumber = (one: { number: number }, other: { number: number }) => one.number - other.number;

describe('shows', () => {
  const next = (changes: Partial<Statement>) => ({ ...previous, version: 8, ...changes });

  it('the kit that comes and goes', () => {
    const without = { ...previous, recoveryKit: null };
    expect(differences(without, next({}))).toEqual([{ kind: 'recovery kit added' }]);
    expect(differences(previous, next({ recoveryKit: null }))).toEqual([{ kind: 'recovery kit removed' }]);
  });

  it('a new period and the end of the old one', () => {
    const rotated = following({ name: 'rotation', apply: withPeriod(3, { retiredOn: MOMENT }) });
    const periods = [...rotated.periods, period(4, { from: MOMENT })];
    expect(differences(previous, { ...rotated, periods })).toEqual([
      { kind: 'period retired', id: uuidAt(3), retiredOn: MOMENT },
      { kind: 'period added', id: uuidAt(4), from: MOMENT },
    ]);
  });

  it('somebody who came and went between two looks', () => {
    const members = [...previous.members, certificate(4, { revoked: MOMENT })];
    expect(differences(previous, next({ members }))).toEqual([
      { kind: 'member added', number: 4, roles: ['caseworker'] },
      { kind: 'member revoked', number: 4, revoked: MOMENT },
    ]);
  });
});
