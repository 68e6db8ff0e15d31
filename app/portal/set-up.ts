import type { VariablesOf } from '#app/queries/graphql.ts';
import { AnswerDocument, ApplyDocument, OpenInvitationDocument } from '#app/queries/portal/organisation.ts';
import { FinishSetUpDocument, StartSetUpDocument } from '#app/queries/portal/set-up.ts';
import { type OpenVault, vault } from '#app/vault/vault.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { askPortal, PortalRefusal, unlessRefused } from './ask.ts';

/** The three ways to an account. Its keys are made in the vault and leave it sealed. */

/** What an organisation says of itself when it applies; the rest its first member's browser makes. */
type ApplyingOrganisation = Pick<
  VariablesOf<typeof ApplyDocument>['application'],
  'kind' | 'stateCode' | 'sitsIn' | 'name' | 'address' | 'website' | 'proofs'
>;

/**
 * Makes an account by a one-time link.
 *
 * @returns the sign-in name as the node keeps it
 * @throws PortalRefusal
 */
export async function setUp(link: string, name: string, passphrase: string): Promise<string> {
  const own = vault();
  const sealed = await own.finishSetUp(await start(own, link, name, passphrase));
  const { signInName } = unlessRefused((await askPortal(FinishSetUpDocument, { link, name, ...sealed })).finishSetUp);
  return signInName;
}

/**
 * Applies for an organisation.
 *
 * @param roles of its first member
 * @returns the sign-in name
 * @throws PortalRefusal
 */
export async function apply(
  organisation: ApplyingOrganisation,
  roles: MemberRole[],
  name: string,
  passphrase: string,
): Promise<string> {
  const own = vault();
  const started = await start(own, null, name, passphrase);
  const founded = await own.finishApplication(started, crypto.randomUUID(), roles);
  const application = { ...organisation, ...founded, signInName: name };
  unlessRefused((await askPortal(ApplyDocument, { application })).applyAsOrganisation);
  return name;
}

/**
 * Answers an invitation.
 *
 * @param fragment of the link, which the node never sees
 * @throws PortalRefusal; CryptoError when the link is not whole
 */
export async function join(link: string, fragment: string, name: string, passphrase: string): Promise<string> {
  const { invitation } = await askPortal(OpenInvitationDocument, { link });
  if (invitation === null) throw new PortalRefusal('LINK_SPENT');
  const own = vault();
  const started = await start(own, link, name, passphrase);
  const answer = await own.finishJoining(started, invitation.id, fragment);
  unlessRefused((await askPortal(AnswerDocument, { link, signInName: name, ...answer })).answerInvitation);
  return name;
}

/** First step of making an account. @param link null without one. @throws PortalRefusal */
export async function start(own: OpenVault, link: string | null, name: string, passphrase: string) {
  const registrationRequest = await own.startSetUp(passphrase);
  const { startSetUp } = await askPortal(StartSetUpDocument, { link, name, registrationRequest });
  const { accountId, registrationResponse } = unlessRefused(startSetUp);
  return { accountId, registrationResponse };
}
