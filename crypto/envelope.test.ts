import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generateIdentity, open, recipientOf, seal } from './age.ts';
import { type Bytes, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { classOf, type EnvelopeContent, openEnvelope, sealEnvelope } from './envelope.ts';
import { classOfSealed, plainLength, SIZE_CLASSES, sealedLength } from './envelope-sizes.ts';
import { signEvent, verifyEvent } from './signed-event.ts';
import { flipped, someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { caseEvent } from './test-support/events.ts';
import { certificate, uuidAt } from './test-support/statements.ts';

const identity = await generateIdentity();
const recipient = await recipientOf(identity);
const author = await newSigningKeyPair();
const expected = {
  envelope: uuidAt(1),
  sender: uuidAt(2),
  receiver: uuidAt(3),
  certificates: [certificate(1, { signingKey: toBase64url(author.publicKey) })],
  receivedHour: '2026-11-22T10:00:00Z',
};

const event = await signEvent(caseEvent(), author.signingKey);
const message: EnvelopeContent = { typ: 'nrm-event', event };
const copy: EnvelopeContent = { typ: 'nrm-copy', envelope: uuidAt(1), receiver: uuidAt(3), event };

/** Sealing takes Node some ten milliseconds, and on a busy machine many times that. */
const SLOW = 60_000;

/** The same text with so many characters that its canonical JSON has this length. */
function contentOfLength(bytes: number): EnvelopeContent {
  const content = { typ: 'nrm-event', event: { payload: '', signatures: event.signatures } } as const;
  const payload = 'A'.repeat(bytes - canonicalJson(content).length);
  return { ...content, event: { ...content.event, payload } };
}

/** What stands in an age file, whatever it says. */
function frameOf(content: Bytes, changes: { length?: number; size?: number } = {}): Bytes {
  const frame = new Uint8Array(changes.size ?? plainLength(16));
  new DataView(frame.buffer).setUint32(0, changes.length ?? content.length);
  frame.set(content, 4);
  return frame;
}

async function codeForFrame(frame: Bytes) {
  const sealed = await seal(frame, [recipient]);
  return codeOf(() => openEnvelope(sealed, [identity]));
}

/** As a reader does who has a message before him, or his own copy of one. */
async function codeForReading(sealed: Bytes) {
  return codeOf(async () => {
    const content = await openEnvelope(sealed, [identity]);
    const said = content.typ === 'nrm-copy' ? { envelope: content.envelope, receiver: content.receiver } : {};
    await verifyEvent(content.event, { ...expected, ...said });
  });
}

it('opens what was sealed, with a newer and an older key', async () => {
  const sealed = await sealEnvelope(message, recipient);
  expect(await openEnvelope(sealed, [await generateIdentity(), identity])).toEqual(message);
  expect(await codeOf(() => openEnvelope(sealed, []))).toBe('NOT_FOR_US');
  expect(await codeOf(async () => openEnvelope(sealed, [await generateIdentity()]))).toBe('NOT_FOR_US');
  expect(await codeOf(() => openEnvelope(sealed, ['']))).toBe('BAD_IDENTITY');
  expect(await codeOf(() => sealEnvelope(message, identity))).toBe('BAD_RECIPIENT');
});

it('keeps in the own copy to whom it went, and in which envelope', async () => {
  const sealed = await sealEnvelope(copy, recipient);
  expect(await openEnvelope(sealed, [identity])).toEqual(copy);
  expect(await codeForReading(sealed)).toBeNull();
  expect(await codeForReading(await sealEnvelope({ ...copy, envelope: uuidAt(9) }, recipient))).toBe('WRONG_ENVELOPE');
  expect(await codeForReading(await sealEnvelope({ ...copy, receiver: uuidAt(9) }, recipient))).toBe('WRONG_ENVELOPE');
});

it.each(SIZE_CLASSES)('fills an envelope of %s KiB to the last byte', async (size) => {
  const full = contentOfLength(plainLength(size) - 4);
  expect(classOf(full)).toBe(size);
  const sealed = await sealEnvelope(full, recipient);
  expect(sealed.length).toBe(sealedLength(size));
  expect(classOfSealed(sealed.length)).toBe(size);
  expect(await openEnvelope(sealed, [identity])).toEqual(full);
  const more = contentOfLength(plainLength(size) - 3);
  if (size === 256) expect(await codeOf(() => sealEnvelope(more, recipient))).toBe('TOO_LARGE');
  else expect(classOf(more)).toBe(size * 4);
});

it('refuses another length than that of a class before it tries a key', async () => {
  const sealed = await sealEnvelope(message, recipient);
  for (const other of [sealed.slice(1), new Uint8Array(sealed.length + 1), new Uint8Array()]) {
    expect(await codeOf(() => openEnvelope(other, ['']))).toBe('BAD_ENVELOPE');
  }
});

it('refuses a second recipient for whom the padding was cut', async () => {
  const other = await recipientOf(await generateIdentity());
  const [one, two] = await Promise.all([[recipient], [recipient, other]].map((each) => seal(new Uint8Array(), each)));
  const surplus = (two?.length ?? 0) - (one?.length ?? 0);
  const sealed = await seal(frameOf(canonicalJson(message)).slice(0, -surplus), [recipient, other]);
  expect(sealed.length).toBe(sealedLength(16));
  expect(await codeOf(() => openEnvelope(sealed, [identity]))).toBe('BAD_CIPHERTEXT');
});

it('refuses what was padded with something, or sealed in a larger class than it needs', async () => {
  const content = canonicalJson(message);
  expect(await codeForFrame(frameOf(content))).toBeNull();
  expect(await codeForFrame(frameOf(content).with(4 + content.length, 1) as Bytes)).toBe('BAD_PADDING');
  expect(await codeForFrame(frameOf(content).with(-1, 1) as Bytes)).toBe('BAD_PADDING');
  expect(await codeForFrame(frameOf(content, { length: content.length - 1 }))).toBe('BAD_PADDING');
  expect(await codeForFrame(frameOf(content, { size: plainLength(64) }))).toBe('BAD_PADDING');
});

it('refuses a length that is not that of the content', async () => {
  const content = canonicalJson(message);
  for (const length of [content.length + 1, plainLength(16) - 3, 2 ** 32 - 1]) {
    expect(await codeForFrame(frameOf(content, { length }))).toBe('BAD_ENVELOPE');
  }
  expect(await codeForFrame(frameOf(new Uint8Array()))).toBe('BAD_ENVELOPE');
});

const text = new TextDecoder().decode(canonicalJson(message));

it.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['blanks', JSON.stringify(JSON.parse(text), null, 1)],
  ['another order', JSON.stringify({ typ: message.typ, event })],
  ['a member that stands twice', text.replace('{', '{"event":null,')],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['a content of another kind', text.replace('nrm-event', 'nrm-draft')],
  ['a content without a kind', text.replace(',"typ":"nrm-event"', '')],
  ['a member more', text.replace('{"event"', '{"envelope":"","event"')],
  ['an event that nobody signed', text.replace(/\[.*\]/, '[]')],
  ['a copy that does not say of what', text.replace('nrm-event', 'nrm-copy')],
  ['a copy with a member more', canonicalJson({ ...copy, sender: uuidAt(2) })],
  ['a copy to nobody', canonicalJson({ ...copy, receiver: '' })],
  ['a copy of nothing', canonicalJson({ ...copy, envelope: uuidAt(1).toUpperCase() })],
])('refuses %s', async (_, content) => {
  expect(await codeForFrame(frameOf(typeof content === 'string' ? toUtf8(content) : content))).toBe('BAD_ENVELOPE');
});

it(
  'carries any JSON to its reader, and into the own copy',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (body, isCopy) => {
        const signed = await signEvent(caseEvent({ body }), author.signingKey);
        const content = { ...(isCopy ? copy : message), event: signed };
        const opened = await openEnvelope(await sealEnvelope(content, recipient), [identity]);
        expect(opened).toEqual(content);
        const read = await verifyEvent(opened.event, expected);
        expect(canonicalJson(read.event.body)).toEqual(canonicalJson(body));
      }),
      { numRuns: 20 },
    );
  },
  SLOW,
);

it(
  'refuses any flipped bit of what was sealed',
  async () => {
    const sealed = await sealEnvelope(message, recipient);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
        expect(['BAD_CIPHERTEXT', 'NOT_FOR_US']).toContain(
          await codeOf(() => openEnvelope(flipped(sealed, bit), [identity])),
        );
      }),
      { numRuns: 30 },
    );
  },
  SLOW,
);

it.each([
  ['a message', message],
  ['a copy', copy],
])(
  'refuses any flipped bit in the frame of %s',
  async (_, content) => {
    const frame = await open(await sealEnvelope(content, recipient), [identity]);
    // Where something stands; the rest is padding.
    const bits = 8 * (canonicalJson(content).length + 8);
    await fc.assert(
      fc.asyncProperty(fc.nat(bits), async (bit) => {
        expect(await codeForReading(await seal(flipped(frame, bit), [recipient]))).not.toBeNull();
      }),
      { numRuns: 30 },
    );
  },
  SLOW,
);

it(
  'takes any bytes and any JSON for what they are',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(someBytes(), fc.jsonValue().map(canonicalJson)),
        fc.boolean(),
        async (bytes, isFramed) => {
          const frame = isFramed
            ? frameOf(bytes)
            : new Uint8Array([...bytes, ...new Uint8Array(16_384)].slice(0, 16_384));
          expect(['BAD_ENVELOPE', 'BAD_PADDING']).toContain(await codeForFrame(frame));
        },
      ),
      { numRuns: 30 },
    );
  },
  SLOW,
);
