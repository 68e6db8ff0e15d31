import { expect, it } from 'vitest';
import { type Bytes, concatBytes, toUtf8 } from '#crypto/bytes.ts';
import { withoutMetadata } from './office/embedded-picture.ts';
import { pictureSize } from './picture-size.ts';
import { CANARY, jpegSegments } from './test-support/packages.ts';

const latin1 = (text: string): Bytes => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

const chunk = (type: string, content: Bytes) => {
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, content.length);
  return concatBytes(head, toUtf8(type), content, new Uint8Array(4));
};
const png = (...chunks: Bytes[]) =>
  concatBytes(
    latin1('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', latin1('\0\0\x01\0\0\0\0\x02\x08\x06\0\0\0')),
    ...chunks,
    chunk('IDAT', latin1('x')),
    chunk('IEND', latin1('')),
  );
const gif = (pictures: number) =>
  latin1(`GIF89a\x02\0\x03\0\0\0\0${'\x21\xf9\x04....\0,........\0\x02\x01x\0'.repeat(pictures)};`);

it.each([
  ['a PNG', png(), 'png', { width: 256, height: 2, moves: false }],
  ['a PNG that moves', png(chunk('acTL', latin1('........'))), 'png', { width: 256, height: 2, moves: true }],
  ['a GIF', gif(1), 'gif', { width: 2, height: 3, moves: false }],
  ['a GIF that moves', gif(2), 'gif', { width: 2, height: 3, moves: true }],
  [
    'a JPEG',
    latin1('\xff\xd8\xff\xe0\0\x02\xff\xc2\0\x0b\x08\0\x02\x01\0'),
    'jpeg',
    { width: 256, height: 2, moves: false },
  ],
  ['a JPEG without its size', jpegSegments() as Bytes, 'jpeg', null],
  ['a WebP', latin1('RIFF....WEBPVP8X....\x02\0\0\0\x01\0\0\x02\0\0'), 'webp', { width: 2, height: 3, moves: true }],
  ['nothing', latin1(''), 'png', null],
  ['a PNG without points', png().fill(0, 16, 24), 'png', null],
] as const)('tells the size of %s', (_what, bytes, kind, expected) => {
  expect(pictureSize(bytes, kind)).toEqual(expected);
});

it('takes from pictures inside documents what is no picture', () => {
  const told = png(chunk('tEXt', toUtf8(CANARY)), chunk('eXIf', toUtf8(CANARY)));
  expect(withoutMetadata(concatBytes(told, toUtf8(CANARY)))).toEqual(png());
  expect(withoutMetadata(png().slice(0, -14))).toBe(null);
  const drawing = toUtf8('<svg/>');
  expect(withoutMetadata(drawing)).toBe(drawing);
});
