import { expect, it } from 'vitest';
import { signAcknowledgement, verifyAcknowledgement } from '#crypto/acknowledgement.ts';
import { openAttachment } from '#crypto/attachment.ts';
import { type Bytes, fromBase64url, fromHex, toHex } from '#crypto/bytes.ts';
import { signDeletionReceipt, verifyDeletionReceipt } from '#crypto/deletion-receipt.ts';
import { publicKeyOf, signingKeyFromSeed } from '#crypto/ed25519.ts';
import { signReceipt, verifyReceipt } from '#crypto/receipt.ts';
import { codeOf } from '#crypto/test-support/code-of.ts';
import attachmentsFile from './envelope/attachments.json';
import keysFile from './envelope/keys.json';
import receiptsFile from './envelope/receipts.json';
import type { AttachmentVector, Keys, ReceiptVector } from './shapes.ts';

const { seeds } = keysFile as Keys;

type Sign = (payload: unknown, key: Bytes) => Promise<string>;
type Verify = (jws: string, key: Bytes) => Promise<unknown>;

const KINDS: Record<ReceiptVector['typ'], { sign: Sign; verify: Verify }> = {
  'nrm-receipt': { sign: signReceipt as Sign, verify: verifyReceipt },
  'nrm-acknowledgement': { sign: signAcknowledgement as Sign, verify: verifyAcknowledgement },
  'nrm-deletion': { sign: signDeletionReceipt as Sign, verify: verifyDeletionReceipt },
};

it.each(receiptsFile as ReceiptVector[])('judges $name', async ({ typ, signedBy, payload, jws, code }) => {
  const key = signingKeyFromSeed(fromHex(seeds[signedBy] ?? ''));
  const publicKey = await publicKeyOf(key);
  const { sign, verify } = KINDS[typ];
  expect(await codeOf(() => verify(jws, publicKey))).toBe(code);
  if (payload === null) return;
  expect(await verify(jws, publicKey)).toEqual(payload);
  expect(await sign(payload, key)).toBe(jws);
});

it.each(attachmentsFile as AttachmentVector[])('judges a file: $name', async ({ sealed, attachment, file, code }) => {
  const bytes = fromBase64url(sealed);
  expect(await codeOf(() => openAttachment(bytes, attachment))).toBe(code);
  if (file !== null) expect(toHex(await openAttachment(bytes, attachment))).toBe(file);
});
