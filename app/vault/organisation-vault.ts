import { recipientOf } from '#crypto/age.ts';
import { fromBase64url, toBase64url } from '#crypto/bytes.ts';
import { type BegunChange, beginKeyChange, finishKeyChange } from '#crypto/change-enrolment-key.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { isVouched, keepInvitationSecret, newInvitationSecret, openKeptSecret } from '#crypto/invitation.ts';
import { isSignedKeyChange, type KeyChange } from '#crypto/key-change.ts';
import { type MemberKeys, readPublicHalf } from '#crypto/member-keys.ts';
import { admit, dismiss, giveOlderPeriods, type NextStatement, nameKit, renew } from '#crypto/organisation-changes.ts';
import {
  type OwnOrganisation,
  readOwnStatement,
  readPastStatement,
  type SeenStatement,
  seenStatement,
} from '#crypto/organisation-keys.ts';
import { kitAuthenticator, newRecoveryKit, type RecoveryKit, showRecoveryKit } from '#crypto/recovery-kit.ts';
import type { MemberRole, Statement } from '#crypto/statement.ts';
import { type Difference, differences } from '#crypto/statement-differences.ts';
import { fingerprint } from '#crypto/words.ts';
import { writeFragment } from './invitation-fragment.ts';

/** An invitation that somebody answered, as the node shows it. */
export interface AnsweredInvitation {
  id: string;
  roles: MemberRole[];
  kept: string;
  publicHalf: string;
  vouched: string;
}

/** A statement is renewed this long before it ends, in milliseconds: whoever administers is not there every day. */
const RENEWED_BEFORE = 20 * 86_400_000;

/** So many signs from the end of a printed kit show that it was printed. */
const KIT_END = 8;

/** What the vault does for the organisation of whoever has unlocked it. @param openKeys throws while they are locked */
export function organisationVault(openKeys: () => MemberKeys) {
  let kit: RecoveryKit | null = null;
  return {
    /** @returns the fragment of a new invitation's link, and its secret kept for the day of the answer */
    async newInvitation(invitation: string, roles: readonly string[]): Promise<{ fragment: string; kept: string }> {
      const { anchor, identity } = openKeys();
      if (anchor === null) throw new Error('Whoever belongs to no organisation invites nobody.');
      const secret = newInvitationSecret();
      const { organisation } = anchor;
      return {
        fragment: writeFragment(secret, anchor),
        kept: await keepInvitationSecret(identity, secret, { invitation, organisation, roles }),
      };
    },

    /**
     * Certifies whoever answered an invitation, for the roles for which it was made.
     *
     * @throws CryptoError BAD_INVITATION when somebody else's keys were put in the place of the newcomer's
     */
    async certify(own: OwnOrganisation, { id, kept, publicHalf, vouched, roles }: AnsweredInvitation) {
      const { anchor, identity } = openKeys();
      const about = { invitation: id, organisation: anchor?.organisation ?? '', roles };
      const secret = await openKeptSecret(identity, kept, about);
      const half = readPublicHalf(publicHalf);
      if (!(await isVouched(secret, { invitation: id, publicHalf: half }, vouched))) {
        throw new CryptoError('BAD_INVITATION', 'These are not the keys of whoever holds the link.');
      }
      return admit(openKeys(), own, { publicHalf: half, roles }, new Date());
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
     * @param past that one, as the node shows it; null when the node has none
     * @returns `differences` null: nothing to compare with
     * @throws CryptoError NOT_NEXT when the node shows an older one, or two under one version
     */
    async compareStatement(
      own: OwnOrganisation,
      past: string | null,
    ): Promise<{ current: SeenStatement; differences: Difference[] | null }> {
      const statement = await readOwnStatement(openKeys(), own);
      const current = await seenStatement(openKeys(), own);
      const { seen = null } = own;
      if (seen === null) return { current, differences: null };
      if (seen.version === current.version) return { current, differences: [] };
      const before = past === null ? null : await readPastStatement(openKeys(), own, past, seen);
      if (before === null)
        throw new CryptoError('NOT_NEXT', 'The node does not show what your organisation said before.');
      return { current, differences: differences(before, statement) };
    },

    /** By which the statement that was just published is known again. */
    seenAfter({ keyChanges = [] }: OwnOrganisation, { statement }: NextStatement): Promise<SeenStatement> {
      return seenStatement(openKeys(), { statement, sealedKeys: [], keyChanges });
    },

    /** A new enrolment key, signed by the old one, for the State to sign. @throws CryptoError NOT_FOR_US, NOT_NEXT */
    beginKeyChange(own: OwnOrganisation): Promise<BegunChange> {
      return beginKeyChange(openKeys(), own, new Date());
    },

    /**
     * The first statement of the new enrolment key.
     *
     * @param change by which the old key signed the new one, JWS
     * @throws CryptoError BAD_KEY_CHANGE, NOT_FOR_US, WRONG_KEY, NOT_NEXT
     */
    finishKeyChange(own: OwnOrganisation, change: string): Promise<NextStatement> {
      return finishKeyChange(openKeys(), own, change, new Date());
    },

    /** Needs no open key. @param change JWS @returns whether the old key signed the new one */
    isKeyChange(keys: KeyChange, change: string): Promise<boolean> {
      return isSignedKeyChange(change, keys);
    },

    /** By which people compare an enrolment key, base64url. */
    keyWords(enrolmentKey: string): Promise<string> {
      return fingerprint(fromBase64url(enrolmentKey));
    },

    /**
     * The statement signed anew, before it ends and without being asked. One that has ended, and one on a device that has seen
     * none before, is signed only by somebody who looked at it: it may be an old one.
     *
     * @returns null as long as it need not be renewed, or may not be
     */
    async renewal(own: OwnOrganisation): Promise<NextStatement | null> {
      const { expiresAt } = await readOwnStatement(openKeys(), own);
      const left = Date.parse(expiresAt) - Date.now();
      const isDue = own.seen != null && left > 0 && left < RENEWED_BEFORE;
      return isDue ? renew(openKeys(), own, new Date()) : null;
    },

    /** The statement signed anew by somebody who looked at it. */
    renew(own: OwnOrganisation): Promise<NextStatement> {
      return renew(openKeys(), own, new Date());
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
    async finishKit(
      own: OwnOrganisation,
      typed: string,
    ): Promise<NextStatement & { kitAuthenticator: string; missing: number }> {
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
