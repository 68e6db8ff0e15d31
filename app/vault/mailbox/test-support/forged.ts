import { toBase64url } from '#crypto/bytes.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import { type EnvelopeContent, sealEnvelope } from '#crypto/envelope.ts';
import { signEvent } from '#crypto/signed-event.ts';
import { isCurrent } from '#crypto/statement-rules.ts';
import { caseEvent } from '#crypto/test-support/events.ts';
import type { SealedEnvelope } from '../mailbox-vault.ts';
import type { InventedOrganisation } from './invented-organisation.ts';

/** What no vault would compose, signed by a member who has real keys. */
export async function forgedTo(
  receiver: InventedOrganisation,
  changes: Partial<CaseEvent>,
  by: { organisation: InventedOrganisation; member: number },
): Promise<SealedEnvelope> {
  const { version } = await by.organisation.statement();
  const event = caseEvent({
    sender: by.organisation.id,
    receiver: { scheme: 'period', organisation: receiver.id },
    author: by.member,
    statement: version,
    body: { text: 'forged', language: 'en', attachments: [] },
    ...changes,
  });
  const signed = await signEvent(event, by.organisation.keysOf(by.member).signingKey);
  return sealedTo(receiver, { typ: 'nrm-event', event: signed }, event.envelope);
}

export async function sealedTo(
  organisation: InventedOrganisation,
  content: EnvelopeContent,
  id: string,
): Promise<SealedEnvelope> {
  const { period, recipient } = await currentPeriod(organisation);
  const sealed = toBase64url(await sealEnvelope(content, recipient));
  return { id, receiver: organisation.id, period, sealed, blobs: [] };
}

export async function currentPeriod(
  organisation: InventedOrganisation,
): Promise<{ period: string; recipient: string }> {
  const { periods } = await organisation.statement();
  const { id: period = '', recipient = '' } = periods.find(isCurrent) ?? {};
  return { period, recipient };
}
