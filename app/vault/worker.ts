import { client, ready } from '@serenity-kit/opaque';
import { expose, transfer } from 'comlink';
import { sealWithPassphrase } from '#crypto/age-passphrase.ts';
import {
  newBundle,
  type Opener,
  type OpenerSecret,
  openBundle,
  openerFor,
  readBundle,
  writeBundle,
} from '#crypto/bundle.ts';
import { type Bytes, fromBase64url, toBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { readInvitationSecret, vouch } from '#crypto/invitation.ts';
import { type MemberKeys, newMemberKeys, type PublicHalf, publicHalf } from '#crypto/member-keys.ts';
import { found, replaceOwnKeys, restoreWithKit } from '#crypto/organisation-changes.ts';
import type { OwnOrganisation } from '#crypto/organisation-keys.ts';
import {
  isLastGroup,
  newRecoveryCode,
  readRecoveryCode,
  recoveryAuthenticator,
  recoveryWrappingKey,
} from '#crypto/recovery-code.ts';
import { kitAuthenticator, type RecoveryKit, readRecoveryKit } from '#crypto/recovery-kit.ts';
import type { MemberRole } from '#crypto/statement.ts';
import type { OrganisationProof } from '#crypto/verify/prove-organisation.ts';
import { fingerprint, normalisePassphrase, passphrase } from '#crypto/words.ts';
import { fileVault } from './file-vault.ts';
import { readFragment } from './invitation-fragment.ts';
import { mailboxVault } from './mailbox/mailbox-vault.ts';
import { organisationVault } from './organisation-vault.ts';
import { type AskedProof, type ProvedKey, proveKey } from './prove-key.ts';

/**
 * Where unlocked keys live, and the browser's half of OPAQUE. Pages send words in and get messages and public halves back,
 * never a key but those of single files, which messages name. Everything ends with the worker.
 */

/** What stands between the two steps of making an account or of signing in. */
let underWay: { passphrase: string; state: string } | null = null;
/** What opens the bundle after signing in. */
let entering: OpenerSecret | null = null;
let keys: MemberKeys | null = null;
/** The printed kit, while an organisation is restored with it. */
let kit: RecoveryKit | null = null;
/** New keys that the node has not taken in yet. */
let replacing: MemberKeys | null = null;
/** What opened the bundle, and what was made to open it since: whoever adds a way in needs one that is there. */
let openers: OpenerSecret[] = [];
/** A way in that the node has not taken yet. */
let offered: OpenerSecret | null = null;
/** A recovery code that was shown and is not kept yet. */
let shownCode: string | null = null;
/** What was proved last of each organisation. */
const proved = new Map<string, OrganisationProof>();

const PASSPHRASE_OPENER = { id: 'passphrase', kind: 'passphrase' } as const;
const RECOVERY_OPENER = { id: 'recovery', kind: 'recovery' } as const;

const mailbox = mailboxVault(openKeys, (organisation) => proved.get(organisation) ?? null);

const vault = {
  /** @returns the first message of making an account */
  async startSetUp(typed: string): Promise<string> {
    await ready;
    const passphrase = normalisePassphrase(typed);
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password: passphrase });
    underWay = { passphrase, state: clientRegistrationState };
    return registrationRequest;
  },

  /** Makes the keys of an account that belongs to no organisation. */
  async finishSetUp(started: StartedSetUp) {
    return sealedAccount(started, await newMemberKeys());
  },

  /** Makes an organisation with its first member. */
  async finishApplication(started: StartedSetUp, organisationId: string, roles: MemberRole[]) {
    const member = await newMemberKeys();
    const { anchor, ...next } = await found(member, organisationId, roles, new Date());
    const account = await sealedAccount(started, { ...member, anchor });
    return { ...account, organisationId, enrolmentKey: anchor.enrolmentKey, ...next };
  },

  /**
   * Makes the keys of a newcomer, for which the secret of the invitation's link vouches.
   *
   * @throws CryptoError BAD_INVITATION
   */
  async finishJoining(started: StartedSetUp, invitation: string, fragment: string) {
    const { secret, anchor } = readFragment(fragment);
    const member = await newMemberKeys(anchor);
    const half = publicHalf(member);
    return {
      ...(await sealedAccount(started, member)),
      publicHalf: JSON.stringify(half),
      vouched: await vouch(readInvitationSecret(secret), { invitation, publicHalf: half }),
    };
  },

  /**
   * @returns what shows the node that one holds the kit
   * @throws CryptoError BAD_RECOVERY_KIT
   */
  async startRestoring(typed: string): Promise<{ organisationId: string; authenticator: string }> {
    kit = await readRecoveryKit(typed);
    const authenticator = toBase64url(await kitAuthenticator(kit));
    return { organisationId: kit.anchor.organisation, authenticator };
  },

  /**
   * Makes a new administrator of the kit's organisation.
   *
   * @throws CryptoError when the node shows another organisation
   */
  async finishRestoring(started: StartedSetUp, own: OwnOrganisation, roles: MemberRole[]) {
    if (kit === null) throw new Error('No kit was read.');
    const member = await newMemberKeys(kit.anchor);
    const next = await restoreWithKit(kit, own, { keys: member, roles }, new Date());
    kit = null;
    return { ...(await sealedAccount(started, member)), ...next };
  },

  /** @returns the first message of signing in */
  async startSignIn(typed: string): Promise<string> {
    await ready;
    const passphrase = normalisePassphrase(typed);
    const { clientLoginState, startLoginRequest } = client.startLogin({ password: passphrase });
    underWay = { passphrase, state: clientLoginState };
    return startLoginRequest;
  },

  /** @returns the second message; one that fails when the passphrase was wrong, so that the node counts the try */
  finishSignIn(loginResponse: string): string {
    const { passphrase, state } = takeUnderWay();
    const finished = client.finishLogin({ password: passphrase, clientLoginState: state, loginResponse });
    entering = finished === undefined ? null : { ...PASSPHRASE_OPENER, secret: fromBase64url(finished.exportKey) };
    return finished?.finishLoginRequest ?? '';
  },

  /**
   * Takes what a passkey derived for us. It opens the keys as the passphrase does.
   *
   * @param secret output of the PRF extension, 32 bytes; the page that asked the passkey forgets it
   */
  enterByPasskey(id: string, secret: Bytes): void {
    entering = { id, kind: 'passkey', secret };
  },

  /**
   * @param typed from paper
   * @returns what proves to the node that somebody has the code, as base64url
   * @throws CryptoError BAD_RECOVERY_CODE when it is mistyped
   */
  async enterByRecoveryCode(typed: string): Promise<string> {
    const secret = readRecoveryCode(typed);
    entering = { ...RECOVERY_OPENER, secret: await recoveryWrappingKey(secret) };
    return toBase64url(await recoveryAuthenticator(secret));
  },

  /**
   * Opens the keys of whoever has just signed in.
   *
   * @throws CryptoError when these are not the keys of this account
   */
  async open(accountId: string, bundle: string): Promise<void> {
    if (entering === null) throw new Error('Nobody has signed in.');
    keys = await openBundle(readBundle(bundle), accountId, entering);
    openers = [entering];
    entering = null;
  },

  /** @returns one way more to open the keys, for the node to keep */
  passkeyOpener(accountId: string, bundle: string, id: string, secret: Bytes): Promise<Opener> {
    return newOpener(accountId, bundle, { id, kind: 'passkey', secret });
  },

  /** @returns a recovery code to write down; nothing is kept of it before its last group was repeated */
  showRecoveryCode(): string {
    shownCode = newRecoveryCode();
    return shownCode;
  },

  /**
   * @param lastGroup as it was typed from paper
   * @returns what the node keeps of the code that was shown, or null when another group was typed
   */
  async takeRecoveryCode(accountId: string, bundle: string, lastGroup: string) {
    if (shownCode === null) throw new Error('No recovery code was shown.');
    if (!isLastGroup(lastGroup, shownCode)) return null;
    const code = readRecoveryCode(shownCode);
    const secret = await recoveryWrappingKey(code);
    return {
      authenticator: toBase64url(await recoveryAuthenticator(code)),
      opener: await newOpener(accountId, bundle, { ...RECOVERY_OPENER, secret }),
    };
  },

  /** Second half of choosing a new passphrase; the first is that of making an account. */
  async finishNewPassphrase(accountId: string, bundle: string, registrationResponse: string) {
    const { registrationRecord, secret } = finishRegistration(registrationResponse);
    return { registrationRecord, opener: await newOpener(accountId, bundle, { ...PASSPHRASE_OPENER, secret }) };
  },

  /**
   * New keys in the place of one's own, for which the secret of a link vouches.
   *
   * @throws CryptoError BAD_INVITATION; WRONG_KEY for a link of another organisation
   */
  async renewKeys(accountId: string, invitation: string, fragment: string) {
    const { secret, anchor } = readFragment(fragment);
    const own = openKeys().anchor;
    if (own?.organisation !== anchor.organisation || own.enrolmentKey !== anchor.enrolmentKey) {
      throw new CryptoError('WRONG_KEY', 'This link is of another organisation than yours.');
    }
    const fresh = await newMemberKeys(anchor);
    const half = publicHalf(fresh);
    replacing = fresh;
    return {
      bundle: await bundleFor(accountId, fresh),
      publicHalf: JSON.stringify(half),
      vouched: await vouch(readInvitationSecret(secret), { invitation, publicHalf: half }),
    };
  },

  /**
   * An administrator's new keys in the place of one's own, with the statement that names them.
   *
   * @param lostAt since when somebody else may have had the old ones
   */
  async replaceOwnKeys(accountId: string, own: OwnOrganisation, lostAt: Date | null) {
    const fresh = await newMemberKeys(openKeys().anchor);
    const next = await replaceOwnKeys(openKeys(), own, fresh, { now: new Date(), lostAt });
    replacing = fresh;
    return { ...next, ownBundle: await bundleFor(accountId, fresh) };
  },

  /** The node has taken the new way in. Before, it opens nothing: the node may have refused it. */
  acceptOffered(): void {
    if (offered === null) return;
    if (offered.kind === 'recovery') shownCode = null;
    const { id } = offered;
    openers = [offered, ...openers.filter((opener) => opener.id !== id)];
    offered = null;
  },

  /** The node has taken the new keys in. */
  acceptReplacement(): void {
    keys = replacing ?? keys;
    replacing = null;
  },

  ...organisationVault(openKeys),

  ...mailbox,

  ...fileVault,

  /** Needs no open key; here, where nothing that a page holds is believed. What holds is remembered for whoever seals and opens. */
  async prove(asked: AskedProof): Promise<ProvedKey> {
    const result = await proveKey(asked, mailbox.trustRecord());
    if (result.outcome === 'proved') proved.set(asked.organisation, result.proof);
    else proved.delete(asked.organisation);
    return result;
  },

  /**
   * Seals what leaves the portal to a passphrase of its own.
   *
   * @returns the passphrase, to be shown once, and an age file
   */
  async sealForExport(bytes: Bytes): Promise<{ words: string; sealed: Bytes }> {
    const words = passphrase();
    const sealed = await sealWithPassphrase(bytes, words);
    return transfer({ words, sealed }, [sealed.buffer]);
  },

  /** What others know of the keys, and the words by which people compare them. */
  async publicHalf(): Promise<PublicHalf & { words: string }> {
    const { signingPublicKey } = openKeys();
    return { ...publicHalf(openKeys()), words: await fingerprint(signingPublicKey) };
  },
};

export type Vault = typeof vault;

/** What the node answered to the first step of making an account. */
interface StartedSetUp {
  accountId: string;
  registrationResponse: string;
}

async function sealedAccount({ accountId, registrationResponse }: StartedSetUp, member: MemberKeys) {
  const { registrationRecord, secret } = finishRegistration(registrationResponse);
  const bundle = writeBundle(await newBundle(member, accountId, [{ ...PASSPHRASE_OPENER, secret }]));
  return { accountId, registrationRecord, bundle };
}

/** The keys of the account as the passphrase alone opens them: other ways in are made anew by whoever wants them. */
async function bundleFor(accountId: string, fresh: MemberKeys): Promise<string> {
  const passphrase = openers.find(({ id }) => id === PASSPHRASE_OPENER.id);
  if (passphrase === undefined) {
    throw new CryptoError('UNKNOWN_OPENER', 'Please sign in with your passphrase first: it opens your new keys.');
  }
  return writeBundle(await newBundle(fresh, accountId, [passphrase]));
}

function finishRegistration(registrationResponse: string): { registrationRecord: string; secret: Bytes } {
  const { passphrase, state } = takeUnderWay();
  const { registrationRecord, exportKey } = client.finishRegistration({
    password: passphrase,
    clientRegistrationState: state,
    registrationResponse,
  });
  return { registrationRecord, secret: fromBase64url(exportKey) };
}

/** By whichever way in is still there: a new passphrase has the name of the old one. */
async function newOpener(accountId: string, bundle: string, added: OpenerSecret): Promise<Opener> {
  const present = readBundle(bundle);
  for (const known of openers) {
    const made = await openerFor(present, accountId, known, added).catch(() => null);
    if (made === null) continue;
    offered = added;
    return made;
  }
  throw new Error('The keys are locked.');
}

function openKeys(): MemberKeys {
  if (keys === null) throw new Error('The keys are locked.');
  return keys;
}

function takeUnderWay() {
  if (underWay === null) throw new Error('Nothing was begun.');
  const taken = underWay;
  underWay = null;
  return taken;
}

expose(vault);
