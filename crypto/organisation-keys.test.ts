import { describe, expect, it } from 'vitest';
import { seal } from './age.ts';
import { fromBase64url, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { type MemberKeys, newMemberKeys, publicHalf } from './member-keys.ts';
import { admit, dismiss, found, openPeriod, readOwnStatement } from './organisation-keys.ts';
import { isCurrent } from './statement-rules.ts';
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

  it('is certified no earlier than the statement before, whatever the clock says', async () => {
    const first = await founded();
    const keys = await newcomer(first);
    const early = new Date('2020-01-01T00:00:00Z');
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
  const next = await dismiss(first.keys, own, 2, LATER);
  const statement = await readOwnStatement(first.keys, next);
  expect(statement.members.map(({ revoked }) => revoked !== null)).toEqual([false, true]);
  const [old, current] = statement.periods;
  expect([old, current].map((period) => period !== undefined && isCurrent(period))).toEqual([false, true]);
  expect(next.sealedKeys.map(({ member }) => member)).toEqual([1]);
  expect(await codeOf(() => openPeriod(leaving, next, current ?? (statement.periods[0] as never)))).toBe('NOT_FOR_US');
});

describe('a node that lies', () => {
  it('cannot put another organisation in the place of the one that was joined', async () => {
    const first = await founded();
    // The same member, the same id, every key sealed properly: but another enrolment key.
    const { own: forged } = await founded(first.keys);
    const other = { publicHalf: publicHalf(await newMemberKeys()), roles: ['caseworker' as const] };
    expect(await codeOf(() => readOwnStatement(first.keys, forged))).toBe('BAD_SIGNATURE');
    expect(await codeOf(() => admit(first.keys, forged, other, LATER))).toBe('WRONG_KEY');
    expect(await codeOf(() => dismiss(first.keys, forged, 1, LATER))).toBe('WRONG_KEY');
    const mixed = { ...first.own, statement: forged.statement };
    expect(await codeOf(() => admit(first.keys, mixed, other, LATER))).toBe('BAD_SIGNATURE');
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

    const ghost = await newMemberKeys();
    const planted = canonicalJson({ organisation: ID, key: period.key, secret: toBase64url(ghost.signingKey) });
    const sealed = toBase64url(await seal(planted, [keys.recipient]));
    const statement = await readOwnStatement(keys, own);
    const [named] = statement.periods;
    if (named === undefined) throw new Error('There is no period.');
    const withGhost = { ...own, sealedKeys: [enrolment, { ...period, sealed }] };
    expect(await codeOf(() => openPeriod(keys, withGhost, named))).not.toBeNull();
    expect(fromBase64url(sealed).length).toBeGreaterThan(0);
  });
});
