import { seal } from '#crypto/age.ts';
import { type Bytes, concatBytes, toBase64url } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { type EnvelopeContent, sealEnvelope } from '#crypto/envelope.ts';
import { plainLength } from '#crypto/envelope-sizes.ts';
import type { SealedVector } from '../shapes.ts';
import { contents } from './contents.ts';
import { identities, keys } from './keys.ts';

export async function sealedVectors(): Promise<SealedVector[]> {
  const { event, copy, ofTwo } = await contents();
  const [newest, older] = keys.identities.map(({ recipient }) => recipient) as [string, string];
  const ours = [identities.newest, identities.older];
  const put = async (name: string, content: EnvelopeContent, recipient: string): Promise<SealedVector> => ({
    name,
    sealed: toBase64url(await sealEnvelope(content, recipient)),
    opens: [{ identities: ours, content }],
    refused: [],
  });
  const message = await put('an event', event, newest);
  return [
    {
      ...message,
      refused: [
        { name: 'keys of others', identities: [identities.elsewhere], code: 'NOT_FOR_US' },
        { name: 'no key', identities: [], code: 'NOT_FOR_US' },
        { name: 'a changed recipient', identities: ours, xor: { at: 100, with: 1 }, code: 'NOT_FOR_US' },
        { name: 'a changed byte', identities: ours, xor: { at: 18_000, with: 1 }, code: 'BAD_CIPHERTEXT' },
        { name: 'a byte too few', identities: ours, cut: 1, code: 'BAD_ENVELOPE' },
      ],
    },
    await put('a copy', copy, newest),
    await put('an act of two members, sealed to an older period', ofTwo, older),
    {
      name: 'two recipients, and so much less padding',
      sealed: toBase64url(await sealedToTwo(event, newest, older)),
      opens: [],
      refused: [{ name: 'the right keys', identities: ours, code: 'BAD_CIPHERTEXT' }],
    },
  ];
}

async function sealedToTwo(content: EnvelopeContent, newest: string, older: string): Promise<Bytes> {
  const [one, two] = await Promise.all([[newest], [newest, older]].map((each) => seal(new Uint8Array(), each)));
  const bytes = canonicalJson(content);
  const front = Uint8Array.of(0, 0, bytes.length >> 8, bytes.length & 255);
  const length = plainLength(16) - ((two?.length ?? 0) - (one?.length ?? 0));
  const padding = new Uint8Array(length - front.length - bytes.length);
  return seal(concatBytes(front, bytes, padding), [newest, older]);
}
