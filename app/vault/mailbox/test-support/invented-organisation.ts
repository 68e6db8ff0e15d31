import { fromBase64url } from '#crypto/bytes.ts';
import { type Anchor, type MemberKeys, newMemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { admit, dismiss, found, giveOlderPeriods, type NextStatement } from '#crypto/organisation-changes.ts';
import type { OwnOrganisation, SealedKey } from '#crypto/organisation-keys.ts';
import type { RevocationList } from '#crypto/revocation-list.ts';
import { type Statement, verifyStatement } from '#crypto/statement.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { type OrganisationProof, proveOrganisation } from '#crypto/verify/prove-organisation.ts';
import { proofTexts, trust } from '#crypto/verify/test-support/world.ts';

/** With real keys, and as its State signed it. Member 1 administers it; both are caseworkers. */
export interface InventedOrganisation {
  id: string;
  keysOf(member: number): MemberKeys;
  /** What its node shows to a member now. */
  own(member: number): OwnOrganisation;
  statement(): Promise<Statement>;
  /** Member 2 goes, and a new period begins. */
  dismissSecond(now: Date, lostAt?: Date | null): Promise<void>;
  /** @returns the number of the new caseworker */
  admit(now: Date): Promise<number>;
  giveOlderPeriods(member: number, now: Date): Promise<void>;
  /** As whoever asks at this moment proves it. */
  prove(revoked?: RevocationList['organisations']): Promise<OrganisationProof>;
}

const FOUNDED = new Date('2026-11-20T09:00:00Z');

/** As it was founded; nothing changes it. */
interface Founded {
  id: string;
  first: MemberKeys & { anchor: Anchor };
  second: MemberKeys;
  statement: string;
  sealedKeys: readonly SealedKey[];
}

/** By place: keys take long to make, and each test has copies of its own of all that changes. */
const everFounded = new Map<number, Promise<Founded>>();
/** By statement, where nothing is revoked. */
const everProved = new Map<string, Promise<OrganisationProof>>();

export async function inventOrganisation(place: number): Promise<InventedOrganisation> {
  const founded = everFounded.get(place) ?? foundAt(place);
  everFounded.set(place, founded);
  return organisationAs(await founded);
}

async function foundAt(place: number): Promise<Founded> {
  const id = uuidAt(place);
  const founder = await newMemberKeys();
  const { anchor, ...begun } = await found(founder, id, ['administrator', 'caseworker'], FOUNDED);
  const first = { ...founder, anchor };
  const second = await newMemberKeys(anchor);
  const joined = await admit(
    first,
    { statement: begun.statement, sealedKeys: begun.sealedKeys.filter(({ member }) => member === 1) },
    { publicHalf: publicHalf(second), roles: ['caseworker'] },
    FOUNDED,
  );
  return {
    id,
    first,
    second,
    statement: joined.statement,
    sealedKeys: [...begun.sealedKeys, ...joined.sealedKeys],
  };
}

function organisationAs(founded: Founded): InventedOrganisation {
  const { id, first, second } = founded;
  const { anchor } = first;
  const members = new Map<number, MemberKeys>([
    [1, first],
    [2, second],
  ]);
  const sealedKeys = [...founded.sealedKeys];
  let { statement } = founded;
  const take = (next: NextStatement) => {
    statement = next.statement;
    sealedKeys.push(...next.sealedKeys);
  };
  const own = (member: number) => ({ statement, sealedKeys: sealedKeys.filter((key) => key.member === member) });
  const admitAnother = async (now: Date) => {
    const keys = await newMemberKeys(anchor);
    const { number, ...next } = await admit(
      first,
      own(1),
      { publicHalf: publicHalf(keys), roles: ['caseworker'] },
      now,
    );
    take(next);
    members.set(number, keys);
    return number;
  };
  return {
    id,
    keysOf(member) {
      const keys = members.get(member);
      if (keys === undefined) throw new Error('There is no such member.');
      return keys;
    },
    own,
    statement: () => verifyStatement(statement, fromBase64url(anchor.enrolmentKey)),
    async dismissSecond(now, lostAt = null) {
      take(await dismiss(first, own(1), 2, { now, lostAt }));
    },
    admit: admitAnother,
    async giveOlderPeriods(member, now) {
      take(await giveOlderPeriods(first, own(1), member, now));
    },
    async prove(revoked = []) {
      if (revoked.length > 0) return provedWith(revoked);
      const proved = everProved.get(statement) ?? provedWith([]);
      everProved.set(statement, proved);
      return proved;
    },
  };

  async function provedWith(revoked: RevocationList['organisations']): Promise<OrganisationProof> {
    const texts = await proofTexts({
      organisation: { id, enrolmentKey: anchor.enrolmentKey },
      revocations: { organisations: revoked, issuedAt: '2026-11-22T11:30:00Z', expiresAt: '2026-11-29T11:30:00Z' },
    });
    return proveOrganisation({ ...texts, statement }, trust({ organisation: id }));
  }
}
