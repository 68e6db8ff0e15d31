import { beforeAll, describe, expect, it } from 'vitest';
import { seal } from './age.ts';
import { fromBase64url, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { type BegunChange, beginKeyChange, finishKeyChange } from './change-enrolment-key.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { signKeyChange } from './key-change.ts';
import { type MemberKeys, newMemberKeys, publicHalf } from './member-keys.ts';
import { admit, found, type NextStatement, nameKit, renew, replaceOwnKeys } from './organisation-changes.ts';
import {
  enrolmentKeyOf,
  type OwnOrganisation,
  openEnrolmentKey,
  readOwnStatement,
  readPastStatement,
  seenStatement,
} from './organisation-keys.ts';
import { verifyStatement } from './statement.ts';
import { assertFollows } from './statement-succession.ts';
import { codeOf } from './test-support/code-of.ts';

const ID = '5f0c7f0a-5d8a-4a0e-9f5e-0d6f6b1c2a3d';
const NOW = new Date('2026-11-22T10:00:00Z');

let keys: MemberKeys;
let colleague: MemberKeys;
/** With two administrators and a kit. */
let own: NextStatement;
let begun: BegunChange;
let waiting: OwnOrganisation;
let after: OwnOrganisation;

beforeAll(async () => {
  const made = await newMemberKeys();
  const { anchor, ...first } = await found(made, ID, ['administrator', 'caseworker'], NOW);
  keys = { ...made, anchor };
  colleague = await newMemberKeys(anchor);
  const joined = await admit(keys, first, { publicHalf: publicHalf(colleague), roles: ['administrator'] }, NOW);
  const both = { ...joined, sealedKeys: [...first.sealedKeys, ...joined.sealedKeys] };
  const printed = await nameKit(keys, both, publicHalf(await newMemberKeys()).recipient, NOW);
  own = { ...printed, sealedKeys: both.sealedKeys };
  begun = await beginKeyChange(keys, own, NOW);
  waiting = { ...own, sealedKeys: [...own.sealedKeys, ...begun.sealedKeys] };
  const finished = await finishKeyChange(keys, waiting, begun.change, NOW);
  after = { ...finished, keyChanges: [begun.change] };
});

/** As the node shows it to one of the two. */
const shownTo = (number: number, shown: OwnOrganisation): OwnOrganisation => ({
  ...shown,
  sealedKeys: shown.sealedKeys.filter(({ member }) => member === number),
});

describe('a new enrolment key', () => {
  it('is sealed to every administrator and to the kit, and signs the next statement', async () => {
    expect(begun.sealedKeys.map(({ key, member }) => `${key} ${member}`)).toEqual([
      'next_enrolment 1',
      'next_enrolment 2',
      'next_enrolment null',
    ]);
    expect(after.sealedKeys.map(({ key, member }) => `${key} ${member}`)).toEqual([
      'enrolment 1',
      'enrolment 2',
      'enrolment null',
    ]);
    const statement = await verifyStatement(after.statement, fromBase64url(begun.to));
    assertFollows(await readOwnStatement(keys, own), statement);
    for (const [number, each] of [keys, colleague].entries()) {
      const shown = shownTo(number + 1, after);
      expect(await readOwnStatement(each, shown)).toEqual(statement);
      expect(await enrolmentKeyOf(each, shown)).toBe(begun.to);
      expect(await openEnrolmentKey(each, shown)).toHaveLength(48);
    }
    expect(await renew(colleague, shownTo(2, after), NOW)).toHaveProperty('statement');
  });

  it('is believed by nobody who is not shown that the old one signed it', async () => {
    expect(await codeOf(() => readOwnStatement(keys, { ...after, keyChanges: [] }))).toBe('BAD_SIGNATURE');
    const other = await newSigningKeyPair();
    const to = toBase64url(other.publicKey);
    const forged = await signKeyChange({ organisation: ID, to }, other.signingKey);
    const wrong = [[forged], [begun.change, begun.change], ['no change'], [begun.change, forged]];
    for (const keyChanges of wrong) {
      expect(await codeOf(() => readOwnStatement(keys, { ...after, keyChanges }))).toBe('BAD_KEY_CHANGE');
    }
  });

  it('ends what the old one signs, on a device that has seen the new one', async () => {
    const seen = await seenStatement(keys, after);
    expect(seen.signedBy).toBe(begun.to);
    const stolen = await renew(keys, { ...own, statement: (await renew(keys, own, NOW)).statement }, NOW);
    const shown = { ...own, statement: stolen.statement };
    expect(await readOwnStatement(keys, shown)).toHaveProperty('version', 5);
    expect(await codeOf(() => readOwnStatement(keys, { ...shown, seen }))).toBe('NOT_NEXT');
  });

  it('lets a member compare with what the old one signed', async () => {
    const seen = await seenStatement(keys, own);
    expect(await readPastStatement(keys, after, own.statement, seen)).toHaveProperty('version', 3);
    const strange = { ...seen, signedBy: toBase64url((await newSigningKeyPair()).publicKey) };
    expect(await codeOf(() => readPastStatement(keys, after, own.statement, strange))).toBe('NOT_NEXT');
  });

  it('that a node puts in the place of the one that was signed is not used', async () => {
    const { signingKey } = await newSigningKeyPair();
    const secret = canonicalJson({ organisation: ID, key: 'next_enrolment', secret: toBase64url(signingKey) });
    const sealed = toBase64url(await seal(secret, [keys.recipient]));
    const changed = { ...own, sealedKeys: [...own.sealedKeys, { key: 'next_enrolment', member: 1, sealed }] };
    expect(await codeOf(() => finishKeyChange(keys, changed, begun.change, NOW))).toBe('WRONG_KEY');
    expect(await codeOf(() => finishKeyChange(keys, own, begun.change, NOW))).toBe('NOT_FOR_US');
    expect(await codeOf(() => finishKeyChange(keys, waiting, 'no change', NOW))).toBe('BAD_KEY_CHANGE');
  });

  it('goes to whoever becomes an administrator while it waits', async () => {
    const late = await newMemberKeys(keys.anchor);
    const roles = ['administrator' as const];
    const admitted = await admit(keys, shownTo(1, waiting), { publicHalf: publicHalf(late), roles }, NOW);
    expect(await finishKeyChange(late, shownTo(3, admitted), begun.change, NOW)).toHaveProperty('statement');
    const fresh = await newMemberKeys(keys.anchor);
    const replaced = await replaceOwnKeys(keys, shownTo(1, waiting), fresh, { now: NOW, lostAt: null });
    expect(await finishKeyChange(fresh, shownTo(3, replaced), begun.change, NOW)).toHaveProperty('statement');
  });

  it('is made by nobody but an administrator', async () => {
    const caseworker = await newMemberKeys(keys.anchor);
    const joined = await admit(keys, own, { publicHalf: publicHalf(caseworker), roles: ['caseworker'] }, NOW);
    expect(await codeOf(() => beginKeyChange(caseworker, shownTo(3, joined), NOW))).toBe('NOT_FOR_US');
  });
});
