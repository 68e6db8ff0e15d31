import { randomBytes } from 'node:crypto';
import { CryptoError } from '#crypto/crypto-error.ts';
import { readPublicHalf } from '#crypto/member-keys.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { MEMBER_ROLES } from '#crypto/statement-shape.ts';
import type { Database } from '#db/client.ts';
import { readBundle } from '../accounts/bundle.ts';
import { assertRecord } from '../accounts/opaque-server.ts';
import { linkId, spent } from '../accounts/set-up-links.ts';
import { readSignInName } from '../accounts/sign-in-name.ts';
import { takingNames } from '../accounts/taken-names.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { assertAdministrator, notAdministrator } from './administrator.ts';
import { type OrganisationKind, rolesIn } from './organisation.ts';

const VALID_FOR = '7 days';
const LONGEST_KEPT = 16_384;

/** What whoever holds a link learns of it. */
export interface OpenInvitation {
  id: string;
  organisationName: string;
  roles: MemberRole[];
  /** For a member who is known already and needs new keys. */
  isRenewal: boolean;
}

/** An answered invitation, for the administrator's browser to check and to certify. */
export interface AnsweredInvitation {
  id: string;
  roles: MemberRole[];
  isMine: boolean;
  /** The secret of the link, under a key of its maker. */
  kept: string;
  /** YYYY-MM-DD */
  validUntil: string;
  accountId: string | null;
  signInName: string | null;
  publicHalf: string | null;
  vouched: string | null;
  /** Whether the statement names the newcomer already. */
  isCertified: boolean;
}

/**
 * Makes an invitation. Its id and token are the node's; the secret of the link's fragment is not, and stays sealed.
 *
 * @param sql in a session
 * @param asked.invitationId made in the browser, which binds the newcomer's answer to it
 * @param asked.renews account of a member who was revoked and is to have new keys
 * @returns the link's token
 * @throws Refusal BAD_ID, BAD_ROLES, NOT_ALLOWED
 */
export async function invite(
  sql: Database,
  asked: { invitationId: string; roles: readonly string[]; kept: string; renews: string | null },
): Promise<string> {
  await assertAdministrator(sql);
  if (asked.renews !== null && !isUuid(asked.renews)) throw new Refusal('BAD_ID', 'This is no member.');
  if (!isUuid(asked.invitationId) || !/^[A-Za-z0-9_-]+$/.test(asked.kept) || asked.kept.length > LONGEST_KEPT) {
    throw new Refusal('BAD_ID', 'This is no invitation.');
  }
  const [own] = await sql<{ kind: OrganisationKind }[]>`
    select kind from organisation where id = gate.current_organisation()`;
  const allowed = own === undefined ? [] : rolesIn(own.kind);
  const roles = MEMBER_ROLES.filter((role) => asked.roles.includes(role));
  if (
    own !== undefined &&
    (roles.length === 0 || roles.length < asked.roles.length || roles.some((role) => !allowed.includes(role)))
  ) {
    throw new Refusal('BAD_ROLES', 'Please choose one or more of the roles that an organisation of this kind has.');
  }
  const token = randomBytes(16).toString('base64url');
  const [answer] = await takingNames(
    () => sql<{ made: boolean }[]>`
      select gate.invite(
        ${asked.invitationId}, ${linkId(token)}, ${roles}::text[], ${asked.kept}, ${VALID_FOR}::interval,
        ${asked.renews}
      ) as made`,
  );
  if (answer?.made !== true) throw notAdministrator();
  return token;
}

/** @throws Refusal LINK_SPENT */
export async function openInvitation(sql: Database, token: string): Promise<OpenInvitation> {
  const [found] = await sql<(OpenInvitation | { id: null })[]>`select * from gate.open_invitation(${linkId(token)})`;
  if (found?.id == null) throw spent();
  return found;
}

/**
 * A newcomer's answer: an account, and keys that the link's secret vouches for. Nobody is a member until an administrator has
 * certified these keys.
 *
 * @throws Refusal BAD_ID, BAD_NAME, NAME_TAKEN, BAD_OPAQUE, BAD_BUNDLE, LINK_SPENT
 */
export async function answerInvitation(
  sql: Database,
  asked: {
    link: string;
    accountId: string;
    signInName: string;
    record: string;
    bundle: string;
    publicHalf: string;
    vouched: string;
  },
): Promise<void> {
  if (!isUuid(asked.accountId)) throw new Refusal('BAD_ID', 'This is no account.');
  const signInName = readSignInName(asked.signInName);
  const bundle = readBundle(asked.bundle);
  assertRecord(asked.record);
  assertVouched(asked);
  const [answer] = await takingNames(
    () => sql<{ taken: boolean }[]>`
      select gate.answer_invitation(
        ${linkId(asked.link)}, ${asked.accountId}, ${signInName}, ${asked.record}, ${bundle},
        ${asked.publicHalf}, ${asked.vouched}
      ) as taken`,
  );
  if (answer?.taken !== true) throw spent();
}

/**
 * A member's new keys, after the ones before were revoked. The member waits to be certified anew.
 *
 * @param sql in a session
 * @throws Refusal BAD_BUNDLE; LINK_SPENT, also for somebody else's link
 */
export async function renewKeys(
  sql: Database,
  asked: { link: string; bundle: string; publicHalf: string; vouched: string },
): Promise<void> {
  const bundle = readBundle(asked.bundle);
  assertVouched(asked);
  const [answer] = await sql<{ taken: boolean }[]>`
    select gate.renew_keys(${linkId(asked.link)}, ${bundle}, ${asked.publicHalf}, ${asked.vouched}) as taken`;
  if (answer?.taken !== true) throw spent();
}

/** @throws Refusal BAD_BUNDLE */
function assertVouched({ publicHalf, vouched }: { publicHalf: string; vouched: string }): void {
  try {
    readPublicHalf(publicHalf);
    if (/^[A-Za-z0-9_-]{43}$/.test(vouched)) return;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  throw new Refusal('BAD_BUNDLE', 'These are no keys of a newcomer.');
}

/** @param sql in the session of an administrator; row security shows nothing to others */
export async function readInvitations(sql: Database): Promise<AnsweredInvitation[]> {
  return sql<AnsweredInvitation[]>`
    select
      i.id,
      i.roles,
      i.made_by = gate.current_account() as is_mine,
      i.kept,
      i.valid_until::date::text as valid_until,
      i.account_id,
      a.sign_in_name,
      i.public_half,
      i.vouched,
      i.is_certified
    from invitation i
    left join account a on a.id = i.account_id
    where i.account_id is not null
      or i.valid_until > now()
    order by i.valid_until, i.id`;
}
