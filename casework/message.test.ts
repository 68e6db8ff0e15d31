import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_ATTACHMENT_BYTES } from '#crypto/attachment-sizes.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { LONGEST_MESSAGE, readMessage } from './message.ts';
import { readOpened } from './opened.ts';
import { readTeam } from './team.ts';
import { saying } from './test-support/stored-events.ts';
import { unlessMalformed } from './unless-malformed.ts';

const message = saying('words', ['a file.pdf']);
const [attachment] = message.attachments;
const TEN_FILES = Array.from({ length: 10 }, (_, place) => ({ ...attachment, blob: uuidAt(place + 1) }));
const read = (body: unknown) => unlessMalformed(() => readMessage(body));
const withFile = (changes: object) => ({ ...message, attachments: [{ ...attachment, ...changes }] });

it('reads a message with its files', () => {
  expect(read(message)).toEqual(message);
  expect(read({ text: '', language: 'sr-Latn-RS', attachments: [] })).not.toBeNull();
  expect(read({ ...message, text: 'x'.repeat(LONGEST_MESSAGE) })).not.toBeNull();
  expect(read({ ...message, attachments: TEN_FILES })).not.toBeNull();
  expect(read(withFile({ length: MOST_ATTACHMENT_BYTES, name: 'Łódź 2026, déjà vu.pdf' }))).not.toBeNull();
});

it.each([
  ['that is too long', { ...message, text: 'x'.repeat(LONGEST_MESSAGE + 1) }],
  ['that is no text', { ...message, text: 1 }],
  ['in no language', { ...message, language: 'English' }],
  ['with eleven files', { ...message, attachments: Array(11).fill(attachment) }],
  ['with a member more', { ...message, subject: '' }],
  ['without its files', { text: 'words', language: 'en' }],
  ['with a file of no name', withFile({ name: '' })],
  ['with a file whose name is a path', withFile({ name: '../words.pdf' })],
  ['with a file whose name is a path elsewhere', withFile({ name: 'a\\words.pdf' })],
  ['with a file whose name turns its end around', withFile({ name: 'words\u202efdp.exe' })],
  ['with a file of a negative length', withFile({ length: -1 })],
  ['with a file of half a byte', withFile({ length: 0.5 })],
  ['with a file that is too large', withFile({ length: MOST_ATTACHMENT_BYTES + 1 })],
  ['with a file of no kind', withFile({ mediaType: 'pdf' })],
  ['with a file that is nowhere', withFile({ blob: '' })],
  ['with a file of another hash', withFile({ sha256: 'A'.repeat(64) })],
])('refuses a message %s', (_, body) => {
  expect(read(body)).toBeNull();
});

it('reads marks', () => {
  const envelopes = ['3f1c2d4e-0000-4000-8000-000000000001'];
  expect(readOpened({ envelopes })).toEqual({ envelopes });
  expect(unlessMalformed(() => readOpened({ envelopes: Array(1000).fill(envelopes[0]) }))).not.toBeNull();
});

it.each([
  ['of nothing', null],
  ['of one that is no list', { envelopes: '3f1c2d4e-0000-4000-8000-000000000001' }],
  ['of what is no envelope', { envelopes: [1] }],
  ['of too many', { envelopes: Array(1001).fill('3f1c2d4e-0000-4000-8000-000000000001') }],
])('refuses a mark %s', (_, body) => {
  expect(unlessMalformed(() => readOpened(body))).toBeNull();
});

/** Whatever somebody may sign, and what looks like ours. */
const anyBody = fc.oneof(
  fc.jsonValue(),
  fc.record({ text: fc.jsonValue(), language: fc.jsonValue(), attachments: fc.array(fc.jsonValue()) }),
  fc.dictionary(fc.constantFrom('blob', 'key', 'length', 'sha256', 'name', 'mediaType'), fc.jsonValue()).map(withFile),
  fc.record({ envelopes: fc.array(fc.jsonValue()) }),
  fc.record({ thread: fc.jsonValue(), members: fc.array(fc.jsonValue()), deputy: fc.jsonValue() }),
);

it('reads any body or passes over it, and never stops', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      for (const readAs of [readMessage, readOpened, readTeam]) {
        const taken = unlessMalformed((): unknown => readAs(body));
        expect(taken === null || JSON.stringify(taken).length > 0).toBe(true);
      }
    }),
  );
});
