import { fieldsOf, listOf, matching, ShapeError, text, uuid } from '#crypto/shape.ts';

/** A message in words, with files. */
export interface Message {
  text: string;
  /** BCP 47, of the text as its author says. */
  language: string;
  attachments: Attachment[];
}

/** A sealed file that travels beside the envelope. Nothing about it is outside the event. */
export interface Attachment {
  /** UUID under which a node keeps the sealed bytes. */
  blob: string;
  /** `AGE-SECRET-KEY-PQ-1…`: opens this file and nothing else. */
  key: string;
  /** Of the file itself, in bytes. */
  length: number;
  /** Of the sealed bytes, in hexadecimal. */
  sha256: string;
  name: string;
  mediaType: string;
}

export const LONGEST_MESSAGE = 20_000;
export const MOST_ATTACHMENTS = 10;
export const LARGEST_ATTACHMENT = 50 * 1024 * 1024;

/** @throws ShapeError */
export function readMessage(body: unknown): Message {
  const fields = fieldsOf(body, ['text', 'language', 'attachments']);
  const written = text(fields.text);
  if (written.length > LONGEST_MESSAGE) throw new ShapeError('a message is too long');
  return {
    text: written,
    language: matching(fields.language, /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'the language'),
    attachments: listOf(fields.attachments, MOST_ATTACHMENTS, readAttachment),
  };
}

function readAttachment(value: unknown): Attachment {
  const fields = fieldsOf(value, ['blob', 'key', 'length', 'sha256', 'name', 'mediaType']);
  const { length } = fields;
  if (!Number.isSafeInteger(length) || (length as number) < 0 || (length as number) > LARGEST_ATTACHMENT) {
    throw new ShapeError('the length of a file is none');
  }
  return {
    blob: uuid(fields.blob),
    key: text(fields.key),
    length: length as number,
    sha256: matching(fields.sha256, /^[0-9a-f]{64}$/, 'a hash'),
    name: matching(fields.name, /^[^/\\\p{Cc}\p{Cf}]{1,120}$/u, 'the name of a file'),
    mediaType: matching(fields.mediaType, /^[a-z]+\/[a-z0-9.+-]{1,100}$/, 'the kind of a file'),
  };
}
