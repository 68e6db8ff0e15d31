import { open, recipientOf, seal } from '#crypto/age.ts';
import { fromBase64url, fromUtf8, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { isVouched, newInvitationSecret, readInvitationSecret } from '#crypto/invitation.ts';
import type { MemberKeys, PublicHalf } from '#crypto/member-keys.ts';
import { admit, dismiss, giveOlderPeriods, type NextStatement, nameKit, renew } from '#crypto/organisation-changes.ts';
import { type OwnOrganisation, readOwnStatement } from '#crypto/organisation-keys.ts';
import { kitAuthenticator, newRecoveryKit, type RecoveryKit, showRecoveryKit } from '#crypto/recovery-kit.ts';
import type { MemberRole, Statement } from '#crypto/statement.ts';
import { type Difference, differences } from '#crypto/statement-differences.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import { writeFragment } from './invitation-fragment.ts';

/** An invitation that somebody answered, as the node shows it. */
export interface AnsweredInvitation {
  id: string;
  roles: MemberRole[];
  kept: string;
  publicHalf: string;
  vouched: string;
}

/** The statement that was seen last: it is fetched again to be compared. */
export interface SeenStatement {
  version: number;
  /** Of its text, in hex. */
  sha256: string;
}

/** A statement is renewed this long before it ends, in milliseconds: whoever administers is not there every day. */
const RENEWED_BEFORE = 20 * 86_400_000;

/** So many signs from the end of a printed kit show that it was printed. */
const KIT_END = 8;

/** What the vault does for the organisation of whoever has unlocked it. @param openKeys throws while they are locked */
export function organisationVault(openKeys: () => MemberKeys) {
  let kit: RecoveryKit | null = null;
  return {
    /** @returns the fragment of a new invitation's link, and its secret sealed to oneself for the day of the answer */
    async newInvitation(): Promise<{ fragment: string; kept: string }> {
      const { anchor, recipient } = openKeys();
      if (anchor === null) throw new Error('Whoever belongs to no organisation invites nobody.');
      const secret = newInvitationSecret();
      return { fragment: writeFragment(secret, anchor), kept: toBase64url(await seal(toUtf8(secret), [recipient])) };
    },

    /**
     * Certifies whoever answered an invitation.
     *
     * @throws CryptoError BAD_INVITATION when somebody else's keys were put in the place of the newcomer's
     */
    async certify(own: OwnOrganisation, answered: AnsweredInvitation) {
      const secret = fromUtf8(await open(fromBase64url(answered.kept), [openKeys().identity], 1));
      const half = JSON.parse(answered.publicHalf) as PublicHalf;
      const acceptance = { invitation: answered.id, publicHalf: half };
      if (!(await isVouched(readInvitationSecret(secret), acceptance, answered.vouched))) {
        throw new CryptoError('BAD_INVITATION', 'These are not the keys of whoever holds the link.');
      }
      return admit(openKeys(), own, { publicHalf: half, roles: answered.roles }, new Date());
    },

    /** @param lostAt since when somebody else may have had the member's keys; null when the member only leaves */
    dismiss(own: OwnOrganisation, number: number, lostAt: Date | null): Promise<NextStatement> {
      return dismiss(openKeys(), own, number, { now: new Date(), lostAt });
    },

    giveOlderPeriods(own: OwnOrganisation, number: number): Promise<NextStatement> {
      return giveOlderPeriods(openKeys(), own, number, new Date());
    },

    /** The statement of the organisation that was joined. @throws CryptoError when the node shows another */
    readStatement(own: OwnOrganisation): Promise<Statement> {
      return readOwnStatement(openKeys(), own);
    },

    /**
     * What the organisation's statement says otherwise than the one that was seen last.
     *
     * @param seen of that one; null when none was seen here
     * @param past that one, as the node shows it; null when the node has none
     * @returns `differences` null: nothing to compare with
     * @throws CryptoError NOT_NEXT when the node shows an older one, or two under one version
     */
    async compareStatement(
      own: OwnOrganisation,
      seen: SeenStatement | null,
      past: string | null,
    ): Promise<{ current: SeenStatement; differences: Difference[] | null }> {
      const statement = await readOwnStatement(openKeys(), own);
      const current = { version: statement.version, sha256: await sha256(toUtf8(own.statement)) };
      if (seen === null) return { current, differences: null };
      if (seen.version === current.version && seen.sha256 === current.sha256) return { current, differences: [] };
      const isShown = past !== null && seen.sha256 === (await sha256(toUtf8(past)));
      if (seen.version >= current.version || !isShown) {
        throw new CryptoError(
          'NOT_NEXT',
          'The node shows another history of your organisation than before. Tell your colleagues, and write nothing.',
        );
      }
      const before = await readOwnStatement(openKeys(), { ...own, statement: past });
      return { current, differences: differences(before, statement) };
    },

    /** @returns null as long as it need not be renewed */
    async renewal(own: OwnOrganisation): Promise<NextStatement | null> {
      const { expiresAt } = await readOwnStatement(openKeys(), own);
      const isDue = Date.parse(expiresAt) - Date.now() < RENEWED_BEFORE;
      return isDue ? renew(openKeys(), own, new Date()) : null;
    },

    /** @returns a new kit as it is printed; nothing knows of it until it is confirmed */
    async startKit(): Promise<string> {
      const { anchor } = openKeys();
      if (anchor === null) throw new Error('Whoever belongs to no organisation makes no kit.');
      kit = await newRecoveryKit(anchor);
      return showRecoveryKit(kit);
    },

    /**
     * @param typed the end of the first line, from the paper
     * @throws CryptoError BAD_RECOVERY_KIT when the paper says something else
     */
    async finishKit(own: OwnOrganisation, typed: string): Promise<NextStatement & { kitAuthenticator: string }> {
      if (kit === null) throw new Error('No kit was made.');
      const end = typed.replace(/\s/g, '').toUpperCase();
      if (end.length < KIT_END || !kit.identity.endsWith(end)) {
        throw new CryptoError('BAD_RECOVERY_KIT', 'This is not the end of the first line: compare it with the paper.');
      }
      const next = await nameKit(openKeys(), own, await recipientOf(kit.identity), new Date());
      const authenticator = toBase64url(await kitAuthenticator(kit));
      kit = null;
      return { ...next, kitAuthenticator: authenticator };
    },
  };
}
