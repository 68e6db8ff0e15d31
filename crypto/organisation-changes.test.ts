import { describe, expect, it } from 'vitest';
import { generateIdentity, recipientOf, seal } from './age.ts';
import { toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { type MemberKeys, newMemberKeys, publicHalf } from './member-keys.ts';
import {
  admit,
  dismiss,
  found,
  giveOlderPeriods,
  nameKit,
  renew,
  replaceOwnKeys,
  restoreWithKit,
} from './organisation-changes.ts';
import {
  type OwnOrganisation,
  openPeriod,
  openPeriods,
  readOwnStatement,
  type SealedKey,
  seenStatement,
} from './organisation-keys.ts';
import { newRecoveryKit } from './recovery-kit.ts';
import { isCurrent } from './statement-rules.ts';
import { assertFollows } from './statement-succession.ts';
import { codeOf } from './test-support/code-of.ts';

const ID = '5f0c7f0a-5d8a-4a0e-9f5e-0d6f6b1c2a3d';
const NOW = new Date('2026-11-22T10:00:00Z');
const LATER = new Date('2026-11-23T10:00:00Z');

async function founded(keys?: MemberKeys) {
  const made = keys ?? (await newMemberKeys());
  const { anchor, ...next } = await found(made, ID, ['administrator', 'caseworker'], NOW);
  return { keys: { ...made, anchor }, own: next };
}

async function newcomer(to: { keys: MemberKeys }) {
  return newMemberKeys(to.keys.anchor);
}

describe('a new organisation', () => {
  it('has one member, who holds both keys', async () => {
    const { keys, own } = await founded();
    const { members, periods, version } = await readOwnStatement(keys, own);
    expect([version, members.length, periods.length]).toEqual([1, 1, 1]);
    expect(own.sealedKeys.map(({ key, member }) => [key, member])).toEqual([
      ['enrolment', 1],
      [periods[0]?.id, 1],
    ]);
  });
});

it('does not follow a statement from a day to come', async () => {
  const { keys, own } = await founded();
  expect(await codeOf(() => renew(keys, own, new Date('2026-11-20T00:00:00Z')))).toBe('BAD_STATEMENT');
});

describe('a newcomer', () => {
  it('gets the current period as a caseworker, and not the enrolment key', async () => {
    const first = await founded();
    const keys = await newcomer(first);
    const next = await admit(first.keys, first.own, { publicHalf: publicHalf(keys), roles: ['caseworker'] }, LATER);
    const statement = await readOwnStatement(keys, next);
    expect(next.number).toBe(2);
    expect(next.sealedKeys).toHaveLength(1);
    const [period] = statement.periods;
    if (period === undefined) throw new Error('There is no period.');
    expect(await openPeriod(keys, next, period)).toMatch(/^AGE-SECRET-KEY-PQ-1/);
    const other = { publicHalf: publicHalf(await newMemberKeys()), roles: ['caseworker' as const] };
    expect(await codeOf(() => admit(keys, next, other, LATER))).toBe('NOT_FOR_US');
  });

  it('gets the enrolment key as an administrator, and no period', async () => {
    const first = await founded();
    const keys = await newcomer(first);
    const next = await admit(first.keys, first.own, { publicHalf: publicHalf(keys), roles: ['administrator'] }, LATER);
    expect(next.sealedKeys.map(({ key }) => key)).toEqual(['enrolment']);
  });

  it('is certified no earlier than the statement before, though clocks differ', async () => {
    const first = await founded();
    const keys = await newcomer(first);
    const early = new Date('2026-11-22T09:00:00Z');
    const next = await admit(first.keys, first.own, { publicHalf: publicHalf(keys), roles: ['caseworker'] }, early);
    expect(await readOwnStatement(keys, next)).toMatchObject({ version: 2, issuedAt: '2026-11-22T10:00:00Z' });
  });
});

it('begins a period without whoever leaves', async () => {
  const first = await founded();
  const leaving = await newcomer(first);
  const admitted = await admit(
    first.keys,
    first.own,
    { publicHalf: publicHalf(leaving), roles: ['caseworker'] },
    LATER,
  );
  const own = { ...admitted, sealedKeys: first.own.sealedKeys };
  const next = await dismiss(first.keys, own, 2, { now: LATER });
  const statement = await readOwnStatement(first.keys, next);
  expect(statement.members.map(({ revoked }) => revoked !== null)).toEqual([false, true]);
  const [old, current] = statement.periods;
  expect([old, current].map((period) => period !== undefined && isCurrent(period))).toEqual([false, true]);
  expect(next.sealedKeys.map(({ member }) => member)).toEqual([1]);
  expect(await codeOf(() => openPeriod(leaving, next, current ?? (statement.periods[0] as never)))).toBe('NOT_FOR_US');
});

it('lets nobody go who is not there, or not there any more', async () => {
  const first = await founded();
  const own = await withNewPeriod(first, first.own);
  const gone = (number: number) => codeOf(() => dismiss(first.keys, forMember(own, 1), number, { now: LATER }));
  expect([await gone(2), await gone(9)]).toEqual(['BAD_STATEMENT', 'BAD_STATEMENT']);
});

describe('a node that lies', () => {
  it('cannot put another organisation in the place of the one that was joined', async () => {
    const first = await founded();
    // The same member, the same id, every key sealed properly: but another enrolment key.
    const { own: forged } = await founded(first.keys);
    const other = { publicHalf: publicHalf(await newMemberKeys()), roles: ['caseworker' as const] };
    expect(await codeOf(() => readOwnStatement(first.keys, forged))).toBe('BAD_SIGNATURE');
    expect(await codeOf(() => admit(first.keys, forged, other, LATER))).toBe('WRONG_KEY');
    expect(await codeOf(() => dismiss(first.keys, forged, 1, { now: LATER }))).toBe('WRONG_KEY');
    const mixed = { ...first.own, statement: forged.statement };
    expect(await codeOf(() => admit(first.keys, mixed, other, LATER))).toBe('BAD_SIGNATURE');
  });

  it('cannot go back, or show two statements of one version, to a device that has seen one', async () => {
    const first = await founded();
    const leaving = { publicHalf: publicHalf(await newcomer(first)), roles: ['caseworker' as const] };
    const came = merged(await admit(first.keys, first.own, leaving, LATER), first.own);
    const went = merged(await dismiss(first.keys, forMember(came, 1), 2, { now: LATER }), came);
    const seen = await seenStatement(first.keys, went);
    const old = { ...forMember(came, 1), seen };
    for (const act of [
      () => renew(first.keys, old, LATER),
      () => admit(first.keys, old, leaving, LATER),
      () => dismiss(first.keys, old, 2, { now: LATER }),
      () => readOwnStatement(first.keys, old),
    ]) {
      expect(await codeOf(act)).toBe('NOT_NEXT');
    }
    const other = merged(await renew(first.keys, forMember(came, 1), LATER), came);
    expect(await codeOf(() => renew(first.keys, { ...forMember(other, 1), seen }, LATER))).toBe('NOT_NEXT');
    expect((await renew(first.keys, { ...forMember(went, 1), seen }, LATER)).statement).not.toBe('');
  });

  it('cannot choose a newcomer’s number', async () => {
    const first = await founded();
    const half = { ...publicHalf(await newcomer(first)), number: 2 ** 31, roles: ['administrator'] };
    const next = await admit(first.keys, first.own, { publicHalf: half, roles: ['caseworker'] }, LATER);
    expect((await readOwnStatement(first.keys, next)).members.at(-1)).toMatchObject({
      number: 2,
      roles: ['caseworker'],
    });
  });

  it('cannot exchange one sealed key for another, or for its own', async () => {
    const { keys, own } = await founded();
    const [enrolment, period] = own.sealedKeys;
    if (enrolment === undefined || period === undefined) throw new Error('Two keys are sealed.');
    const exchanged = {
      ...own,
      sealedKeys: [
        { ...enrolment, sealed: period.sealed },
        { ...period, sealed: enrolment.sealed },
      ],
    };
    const other = { publicHalf: publicHalf(await newMemberKeys()), roles: ['caseworker' as const] };
    expect(await codeOf(() => admit(keys, exchanged, other, LATER))).toBe('WRONG_KEY');

    const planted = canonicalJson({
      organisation: ID,
      key: period.key,
      secret: toBase64url(toUtf8(await generateIdentity())),
    });
    const sealed = toBase64url(await seal(planted, [keys.recipient]));
    const [named] = (await readOwnStatement(keys, own)).periods;
    if (named === undefined) throw new Error('There is no period.');
    const fresh = await newMemberKeys(keys.anchor);
    const withGhost = { ...own, sealedKeys: [enrolment, { ...period, sealed }] };
    expect(await codeOf(() => openPeriod(keys, withGhost, named))).toBe('WRONG_KEY');
    expect(await codeOf(() => replaceOwnKeys(keys, withGhost, fresh, { now: LATER, lostAt: null }))).toBe('WRONG_KEY');
  });
});

describe('keys that go on', () => {
  it('are the same after a renewal, for thirty days more', async () => {
    const { keys, own } = await founded();
    const next = await renew(keys, own, LATER);
    const [before, after] = [await readOwnStatement(keys, own), await readOwnStatement(keys, next)];
    expect(next.sealedKeys).toEqual([]);
    expect(after).toEqual({
      ...before,
      version: 2,
      issuedAt: '2026-11-23T10:00:00Z',
      expiresAt: '2026-12-23T10:00:00Z',
    });
  });

  it('of an administrator are replaced by fresh ones, which open all that the old ones opened', async () => {
    const first = await founded();
    const fresh = await newcomer(first);
    const lostAt = new Date('2026-11-22T20:00:00Z');
    const next = await replaceOwnKeys(first.keys, first.own, fresh, { now: LATER, lostAt });
    const statement = await readOwnStatement(fresh, next);
    assertFollows(await readOwnStatement(fresh, first.own), statement);
    expect(statement.members.map(({ number, revoked }) => [number, revoked])).toEqual([
      [1, '2026-11-22T20:00:00Z'],
      [2, null],
    ]);
    expect(statement.periods.map(({ compromisedSince }) => compromisedSince)).toEqual(['2026-11-22T20:00:00Z', null]);
    expect(await openPeriods(fresh, next, statement)).toHaveLength(2);
    expect(next.sealedKeys.every(({ member }) => member === 2)).toBe(true);
    expect(await codeOf(() => renew(first.keys, next, LATER))).not.toBeNull();
    expect((await renew(fresh, next, LATER)).statement).not.toBe('');
  });

  it('are lost no earlier than they were there', async () => {
    const first = await founded();
    const lostAt = new Date('2020-01-01T00:00:00Z');
    const next = await replaceOwnKeys(first.keys, first.own, await newcomer(first), { now: LATER, lostAt });
    const { members, periods } = await readOwnStatement(first.keys, next);
    expect([members[0]?.revoked, periods[0]?.compromisedSince]).toEqual([
      '2026-11-22T10:00:00Z',
      '2026-11-22T10:00:00Z',
    ]);
  });

  it('of earlier periods are given to a caseworker who asks, and to nobody else', async () => {
    const first = await founded();
    const [late, clerk] = [await newcomer(first), await newcomer(first)];
    const admitted = await admit(first.keys, first.own, { publicHalf: publicHalf(late), roles: ['caseworker'] }, LATER);
    const own = await withNewPeriod(first, merged(admitted, first.own));
    const given = await giveOlderPeriods(first.keys, forMember(own, 1), 2, LATER);
    const statement = await readOwnStatement(late, given);
    expect(await openPeriods(late, forMember(merged(given, own), 2), statement)).toHaveLength(2);
    const withClerk = await admit(
      first.keys,
      forMember(own, 1),
      { publicHalf: publicHalf(clerk), roles: ['administrator'] },
      LATER,
    );
    const all = forMember(merged(withClerk, own), 1);
    expect(await codeOf(() => giveOlderPeriods(first.keys, all, 4, LATER))).toBe('NOT_FOR_US');
    expect(await codeOf(() => giveOlderPeriods(first.keys, all, 9, LATER))).toBe('NOT_FOR_US');
  });
});

describe('who holds a period', () => {
  it('is nobody in an organisation without caseworkers, until the first is certified', async () => {
    const made = await newMemberKeys();
    const { anchor, ...own } = await found(made, ID, ['administrator'], NOW);
    const keys = { ...made, anchor };
    expect((await readOwnStatement(keys, own)).periods).toEqual([]);
    expect(own.sealedKeys.map(({ key }) => key)).toEqual(['enrolment']);
    const first = await newMemberKeys(anchor);
    const next = await admit(keys, own, { publicHalf: publicHalf(first), roles: ['caseworker'] }, LATER);
    expect(await openPeriods(first, next, await readOwnStatement(first, next))).toHaveLength(1);
    expect(next.sealedKeys.every(({ member }) => member === 2)).toBe(true);
    const gone = await dismiss(keys, merged(next, own), 2, { now: LATER });
    expect((await readOwnStatement(keys, gone)).periods.filter(isCurrent)).toEqual([]);
  });

  it('begins anew where whoever certifies holds none', async () => {
    const first = await founded();
    const [clerk, late] = [await newcomer(first), await newcomer(first)];
    const withClerk = await admit(
      first.keys,
      first.own,
      { publicHalf: publicHalf(clerk), roles: ['administrator'] },
      LATER,
    );
    const own = merged(withClerk, first.own);
    const next = await admit(clerk, forMember(own, 2), { publicHalf: publicHalf(late), roles: ['caseworker'] }, LATER);
    expect(next.sealedKeys.map(({ member }) => member).sort()).toEqual([1, 3]);
    expect((await readOwnStatement(late, next)).periods.map(isCurrent)).toEqual([false, true]);
  });
});

describe('the printed kit', () => {
  it('restores although another key lies under its name', async () => {
    const first = await founded();
    const [kit, other] = [await newRecoveryKit(first.keys.anchor), await newRecoveryKit(first.keys.anchor)];
    const own = await withNewPeriod(first, first.own);
    const named = await nameKit(first.keys, forMember(own, 1), await recipientOf(kit.identity), LATER);
    expect(named.missing).toBe(0);
    const foreign = await nameKit(first.keys, forMember(own, 1), await recipientOf(other.identity), LATER);
    const [enrolment, ...periods] = named.sealedKeys;
    if (enrolment === undefined) throw new Error('The enrolment key is sealed.');
    const mixed = {
      statement: named.statement,
      sealedKeys: [enrolment, foreign.sealedKeys[1], ...periods.slice(1)].filter((key) => key !== undefined),
    };
    const restoring = {
      keys: await newMemberKeys(kit.anchor),
      roles: ['administrator' as const, 'caseworker' as const],
    };
    const restored = await restoreWithKit(kit, mixed, restoring, LATER);
    expect(restored.sealedKeys.filter(({ key }) => key !== 'enrolment')).not.toEqual([]);
  });

  it('says how much it lacks when whoever makes it does not hold everything', async () => {
    const first = await founded();
    const clerk = await newcomer(first);
    const withClerk = await admit(
      first.keys,
      first.own,
      { publicHalf: publicHalf(clerk), roles: ['administrator'] },
      LATER,
    );
    const own = forMember(merged(withClerk, first.own), 2);
    const kit = await newRecoveryKit(first.keys.anchor);
    expect((await nameKit(clerk, own, await recipientOf(kit.identity), LATER)).missing).toBe(1);
  });

  it('restores the organisation with all that was ever sealed to it', async () => {
    const first = await founded();
    const kit = await newRecoveryKit(first.keys.anchor);
    const named = await nameKit(first.keys, first.own, await recipientOf(kit.identity), LATER);
    const own = merged(named, first.own);
    const kept = await withNewPeriod(first, own);
    const next = await newMemberKeys(kit.anchor);
    const restored = await restoreWithKit(
      kit,
      forMember(kept, null),
      { keys: next, roles: ['administrator', 'caseworker'] },
      LATER,
    );
    const statement = await readOwnStatement(next, restored);
    assertFollows(await readOwnStatement(next, kept), statement);
    expect(statement.periods).toHaveLength(3);
    const held = forMember(merged(restored, kept), restored.number);
    expect(await openPeriods(next, held, statement)).toHaveLength(3);
    expect((await renew(next, held, LATER)).statement).not.toBe('');
  });

  it('of another organisation opens nothing', async () => {
    const [first, second] = [await founded(), await founded()];
    const kit = await newRecoveryKit(second.keys.anchor);
    const named = await nameKit(first.keys, first.own, await recipientOf(kit.identity), LATER);
    const own = forMember(merged(named, first.own), null);
    const restoring = { keys: await newMemberKeys(kit.anchor), roles: ['administrator' as const] };
    expect(await codeOf(() => restoreWithKit(kit, own, restoring, LATER))).toBe('WRONG_KEY');
  });
});

/** Somebody comes and goes. */
async function withNewPeriod({ keys }: { keys: MemberKeys }, own: OwnOrganisation): Promise<OwnOrganisation> {
  const guest = { publicHalf: publicHalf(await newMemberKeys()), roles: ['supervisor' as const] };
  const came = await admit(keys, forMember(own, 1), guest, LATER);
  const went = await dismiss(keys, forMember(merged(came, own), 1), came.number, { now: LATER });
  return merged(went, merged(came, own));
}

/** As a node keeps them: the newest of each key and holder. */
function merged(next: OwnOrganisation, before: OwnOrganisation): OwnOrganisation {
  const isReplaced = (old: SealedKey) =>
    next.sealedKeys.some(({ key, member }) => key === old.key && member === old.member);
  return {
    statement: next.statement,
    sealedKeys: [...before.sealedKeys.filter((old) => !isReplaced(old)), ...next.sealedKeys],
  };
}

function forMember({ statement, sealedKeys }: OwnOrganisation, member: number | null): OwnOrganisation {
  return { statement, sealedKeys: sealedKeys.filter((each) => each.member === member) };
}
