import { expect, it } from 'vitest';
import { MOST_ATTACHMENT_BYTES } from '#crypto/attachment-sizes.ts';
import { MEDIA_TYPES } from './file-kind.ts';
import { MOST_ATTACHMENTS, readMessage } from './message.ts';
import { unlessMalformed } from './unless-malformed.ts';

const attachment = {
  blob: '0e7c3f6a-2d4b-4c53-9d57-0a6f7c1d2e3f',
  key: `AGE-SECRET-KEY-PQ-1${'Q'.repeat(58)}`,
  length: 1,
  sha256: '0'.repeat(64),
  name: 'Доповідь.pdf',
  mediaType: MEDIA_TYPES.pdf,
};
const read = (attachments: unknown) =>
  unlessMalformed(() => readMessage({ text: '', language: 'en', attachments }))?.attachments ?? null;
const numbered = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    ...attachment,
    blob: `0e7c3f6a-2d4b-4c53-9d57-${String(place).padStart(12, '0')}`,
  }));

it('takes up to ten files of every known kind', () => {
  for (const mediaType of Object.values(MEDIA_TYPES)) {
    expect(read([{ ...attachment, mediaType }])).toEqual([{ ...attachment, mediaType }]);
  }
  expect(read(numbered(MOST_ATTACHMENTS))).toEqual(numbered(MOST_ATTACHMENTS));
  expect(read([{ ...attachment, length: MOST_ATTACHMENT_BYTES }])).toHaveLength(1);
});

it.each([
  ['too many', numbered(MOST_ATTACHMENTS + 1)],
  ['one twice', [attachment, attachment]],
  ['no list', attachment],
  ['something more', [{ ...attachment, size: 1 }]],
  ['something less', [{ ...attachment, name: undefined }]],
  ['an id that is none', [{ ...attachment, blob: '../../graphql' }]],
  ['an id in capitals', [{ ...attachment, blob: attachment.blob.toUpperCase() }]],
  ['a key that is none', [{ ...attachment, key: 'AGE-SECRET-KEY-1Q' }]],
  ['nothing in it', [{ ...attachment, length: 0 }]],
  ['too much in it', [{ ...attachment, length: MOST_ATTACHMENT_BYTES + 1 }]],
  ['half a byte', [{ ...attachment, length: 1.5 }]],
  ['another hash', [{ ...attachment, sha256: 'A'.repeat(64) }]],
  ['no name', [{ ...attachment, name: '' }]],
  ['a path', [{ ...attachment, name: '../a.pdf' }]],
  ['a name that turns its direction', [{ ...attachment, name: 'a\u202Efdp.exe' }]],
  ['a name of two lines', [{ ...attachment, name: 'a\u2028b' }]],
  ['a long name', [{ ...attachment, name: 'a'.repeat(121) }]],
  ['a page', [{ ...attachment, mediaType: 'text/html' }]],
  ['a drawing that may run', [{ ...attachment, mediaType: 'image/svg+xml' }]],
])('knows no message with %s', (_what, attachments) => {
  expect(read(attachments)).toBe(null);
});
