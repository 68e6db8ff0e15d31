import { fromUtf8, toUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import type { CryptoErrorCode } from '#crypto/crypto-error.ts';
import { plainLength, type SizeClass } from '#crypto/envelope-sizes.ts';
import type { FrameVector } from '../shapes.ts';
import { contents } from './contents.ts';

export async function frameVectors(): Promise<FrameVector[]> {
  const { event, copy } = await contents();
  const [text, copyText] = [event, copy].map((content) => fromUtf8(canonicalJson(content))) as [string, string];
  const put = (name: string, code: CryptoErrorCode | null, content: string, changes: Partial<FrameVector> = {}) => ({
    name,
    size: 16 as SizeClass,
    length: toUtf8(content).length,
    content,
    behind: '',
    code,
    ...changes,
  });
  return [
    put('an event', null, text),
    put('a copy', null, copyText),
    put('something in the first byte of the padding', 'BAD_PADDING', text, { behind: '01' }),
    put('a length that ends too early', 'BAD_PADDING', text, { length: text.length - 1 }),
    put('a class that is larger than need be', 'BAD_PADDING', text, { size: 64 }),
    put('a length that takes padding in', 'BAD_ENVELOPE', text, { length: text.length + 1 }),
    put('a length beyond the end', 'BAD_ENVELOPE', text, { length: plainLength(16) - 3 }),
    put('the greatest length', 'BAD_ENVELOPE', text, { length: 2 ** 32 - 1 }),
    put('nothing', 'BAD_ENVELOPE', ''),
    put('null', 'BAD_ENVELOPE', 'null'),
    put('blanks', 'BAD_ENVELOPE', JSON.stringify(JSON.parse(text), null, 1)),
    put('another order', 'BAD_ENVELOPE', JSON.stringify({ typ: event.typ, event: event.event })),
    put('a member twice', 'BAD_ENVELOPE', text.replace('{', '{"event":null,')),
    put('another kind', 'BAD_ENVELOPE', text.replace('nrm-event', 'nrm-draft')),
    put('a member more', 'BAD_ENVELOPE', text.replace('{', '{"blobs":[],')),
    put('no signature', 'BAD_ENVELOPE', text.replace(/\[.*\]/, '[]')),
    put('three signatures', 'BAD_ENVELOPE', text.replace(/\[(.*)\]/, '[$1,$1,$1]')),
    put('a header that is not protected', 'BAD_ENVELOPE', text.replace('[{', '[{"header":{},')),
    put('a copy without its receiver', 'BAD_ENVELOPE', copyText.replace(/"receiver":"[^"]*",/, '')),
    put('a copy with a member more', 'BAD_ENVELOPE', copyText.replace('{', '{"blobs":[],')),
    put('a copy to nobody', 'BAD_ENVELOPE', copyText.replace(/"receiver":"[^"]*"/, '"receiver":""')),
  ];
}
