import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { MemberRole } from '#crypto/statement.ts';
import type { Database } from '#db/client.ts';
import type { Organisation } from './organisation.ts';

/** A colleague, or oneself. */
export interface Member {
  accountId: string;
  signInName: string;
  /** Null until the statement names the member. */
  number: number | null;
  roles: MemberRole[];
  isRevoked: boolean;
  isMe: boolean;
}

/** @param sql in a session */
export async function readOwnOrganisation(sql: Database): Promise<Organisation | null> {
  const [own] = await sql<Organisation[]>`
    select
      o.id,
      o.kind,
      o.state_code,
      o.sits_in,
      o.name,
      o.address,
      o.standing,
      c.day::text as last_checked_on,
      coalesce(c.is_overdue, false) as is_check_overdue,
      o.enrolment_key,
      o.statement
    from organisation o
    cross join gate.last_check(o.id) c
    where o.id = gate.current_organisation()`;
  return own ?? null;
}

/** @param sql in a session */
export async function readMembers(sql: Database): Promise<Member[]> {
  return sql<Member[]>`
    select
      m.account_id,
      a.sign_in_name,
      m.number,
      m.roles,
      m.is_revoked,
      m.account_id = gate.current_account() as is_me
    from member m
    join account a on a.id = m.account_id
    where m.organisation_id = gate.current_organisation()
    order by m.number nulls last, a.sign_in_name`;
}

/** The organisation's keys that were sealed to whoever asks. @param sql in a session */
export async function readOwnSealedKeys(sql: Database): Promise<SealedKey[]> {
  return sql<SealedKey[]>`select key, member_number as member, sealed from sealed_key order by key`;
}

/**
 * A statement that was taken in before, for a member to compare with the one now.
 *
 * @param sql in a session
 * @returns JWS; null for a version that there never was
 */
export async function readPastStatement(sql: Database, version: number): Promise<string | null> {
  const [past] = await sql<{ statement: string }[]>`
    select statement from past_statement
    where organisation_id = gate.current_organisation()
      and version = ${version}`;
  return past?.statement ?? null;
}
