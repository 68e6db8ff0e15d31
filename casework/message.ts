import type { SealedAttachment } from '#crypto/attachment.ts';
import { MOST_ATTACHMENT_BYTES } from '#crypto/attachment-sizes.ts';
import { assertUnique, fieldsOf, listOf, matching, ordinal, ShapeError, sha256Hex, text, uuid } from '#crypto/shape.ts';
import { kindOf } from './file-kind.ts';

/** A message in words, with files. */
export interface Message {
  /** Empty where the files say everything. */
  text: string;
  /** BCP 47, of the text as its author says. */
  language: string;
  attachments: Attachment[];
}

/** A sealed file that travels beside the envelope. Nothing about it is outside the event. */
export interface Attachment extends SealedAttachment {
  /** UUID under which a node keeps the sealed bytes. */
  blob: string;
  /** Without a path, at most 120 characters, none of them invisible. */
  name: string;
  /** One of `MEDIA_TYPES`. */
  mediaType: string;
}

export const LONGEST_MESSAGE = 20_000;
export const MOST_ATTACHMENTS = 10;

/** @throws ShapeError */
export function readMessage(body: unknown): Message {
  const fields = fieldsOf(body, ['text', 'language', 'attachments']);
  const written = text(fields.text);
  if (written.length > LONGEST_MESSAGE) throw new ShapeError('a message is too long');
  const attachments = listOf(fields.attachments, MOST_ATTACHMENTS, readAttachment);
  assertUnique(
    attachments.map(({ blob }) => blob),
    'a file',
  );
  return {
    text: written,
    language: matching(fields.language, /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'the language'),
    attachments,
  };
}

function readAttachment(value: unknown): Attachment {
  const fields = fieldsOf(value, ['blob', 'key', 'length', 'sha256', 'name', 'mediaType']);
  const length = ordinal(fields.length);
  if (length > MOST_ATTACHMENT_BYTES) throw new ShapeError('a file is too long');
  const mediaType = text(fields.mediaType);
  if (kindOf(mediaType) === null) throw new ShapeError('files of this kind are not attached');
  return {
    blob: uuid(fields.blob),
    key: matching(fields.key, /^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/, 'the key of a file'),
    length,
    sha256: sha256Hex(fields.sha256),
    name: matching(fields.name, /^[^/\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,120}$/u, 'the name of a file'),
    mediaType,
  };
}
