import { recipientOf, seal } from '#crypto/age.ts';
import { type SealedAttachment, sealAttachment } from '#crypto/attachment.ts';
import { type Bytes, toBase64url, toHex, toUtf8 } from '#crypto/bytes.ts';
import { padmeLength } from '#crypto/padme.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import type { AttachmentVector } from '../shapes.ts';
import { identities } from './keys.ts';

export async function attachmentVectors(): Promise<AttachmentVector[]> {
  const good = async (name: string, file: Bytes): Promise<AttachmentVector> => {
    const { sealed, attachment } = await sealAttachment(file);
    return { name, sealed: toBase64url(sealed), attachment, file: toHex(file), code: null };
  };
  const words = await good('words', toUtf8('Guten Tag, \u{1f600}'));
  const refused = (name: string, code: AttachmentVector['code'], changes: Partial<SealedAttachment>) => ({
    ...words,
    name,
    code,
    file: null,
    attachment: { ...words.attachment, ...changes },
  });
  /** Padded as somebody does who keeps to no rule. */
  const padded = async (name: string, content: Bytes, length: number): Promise<AttachmentVector> => {
    const sealed = await seal(content, [await recipientOf(identities.newest)]);
    const attachment = { key: identities.newest, length, sha256: await sha256(sealed) };
    return { name, sealed: toBase64url(sealed), attachment, file: null, code: 'BAD_PADDING' };
  };
  return [
    await good('nothing', new Uint8Array()),
    words,
    await good('999 bytes, padded to 1008', new Uint8Array(999).fill(7)),
    refused('other bytes than the event names', 'BAD_CIPHERTEXT', { sha256: 'ab'.repeat(32) }),
    refused('the key of another file', 'NOT_FOR_US', { key: identities.newest }),
    refused('no key', 'BAD_IDENTITY', { key: 'AGE-SECRET-KEY-PQ-1' }),
    refused('more than an attachment may have', 'TOO_LONG', { length: 60_000_000 }),
    refused('a length with other padding', 'BAD_PADDING', { length: 999 }),
    await padded('no padding', new Uint8Array(999), 999),
    await padded('something behind the end', new Uint8Array(padmeLength(999)).fill(1, 1007), 999),
  ];
}
