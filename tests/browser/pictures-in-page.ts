import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanFile } from '#app/portal/attachments/clean-file.ts';
import { codeOf } from '#app/portal/attachments/test-support/code-of.ts';
import { CANARY } from '#app/portal/attachments/test-support/packages.ts';
import { type Bytes, concatBytes, toUtf8 } from '#crypto/bytes.ts';

/** Only browsers open and draw pictures: `attachments.test.ts` runs these in one. */

/** Red on the left, blue on the right. */
async function drawn(type: string, width = 40, height = 20): Promise<Bytes> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = 'red';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = 'blue';
  context.fillRect(width / 2, 0, width / 2, height);
  const blob = await canvas.convertToBlob({ type });
  expect(blob.type).toBe(type);
  return new Uint8Array(await blob.arrayBuffer());
}

const latin1 = (text: string): Bytes => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const holdsCanary = (bytes: Bytes) => new TextDecoder('latin1').decode(bytes).includes(CANARY);

/** A TIFF directory that says how the camera was held (6: on its side) and where it was. */
function exif(): Bytes {
  const orientation = '\x01\x12\0\x03\0\0\0\x01\0\x06\0\0';
  const place = `\x88\x25\0\x04\0\0\0\x01\0\0\0\x26`;
  const gps = `\0\x01\0\x1b\0\x02\0\0\0${String.fromCharCode(CANARY.length)}\0\0\0\x38\0\0\0\0`;
  return latin1(`MM\0*\0\0\0\x08\0\x02${orientation}${place}\0\0\0\0${gps}${CANARY}`);
}

async function photograph(): Promise<Bytes> {
  const plain = await drawn('image/jpeg');
  const segment = (marker: number, content: Bytes) =>
    concatBytes(Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content);
  const told = [segment(0xe1, concatBytes(latin1('Exif\0\0'), exif())), segment(0xfe, toUtf8(CANARY))];
  return concatBytes(plain.slice(0, 2), ...told, plain.slice(2), toUtf8(CANARY));
}

function chunk(type: string, content: Bytes): Bytes {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  const bytes = concatBytes(new Uint8Array(4), toUtf8(type), content, new Uint8Array(4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  const crc = bytes.slice(4, -4).reduce((sum, byte) => (sum >>> 8) ^ (table[(sum ^ byte) & 255] ?? 0), 0xffffffff);
  view.setUint32(bytes.length - 4, (crc ^ 0xffffffff) >>> 0);
  return bytes;
}

/** @returns the width, and whether the left upper and right lower corner are red and blue */
async function looked(bytes: Bytes) {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  const [red = 0] = context.getImageData(1, 1, 1, 1).data;
  const [, , blue = 0] = context.getImageData(width - 2, height - 2, 1, 1).data;
  return { width, height, isLikeBefore: red > 200 && blue > 200 };
}

it('takes place, camera and comment from a photograph, and keeps it upright', async () => {
  const told = await photograph();
  expect(holdsCanary(told)).toBe(true);
  const { bytes, kind, warnings } = await cleanFile(told);
  expect({ kind, warnings }).toEqual({ kind: 'jpeg', warnings: [] });
  expect(holdsCanary(bytes)).toBe(false);
  expect(new TextDecoder('latin1').decode(bytes).includes('Exif')).toBe(false);
  // It was lying on its side.
  expect(await looked(bytes)).toEqual({ width: 20, height: 40, isLikeBefore: true });
});

it('takes texts from a PNG, and what hangs on behind it', async () => {
  const plain = await drawn('image/png');
  const told = concatBytes(
    plain.slice(0, 33),
    chunk('tEXt', toUtf8(`Author\0${CANARY}`)),
    plain.slice(33),
    toUtf8(CANARY),
  );
  expect(holdsCanary(told)).toBe(true);
  const { bytes, kind } = await cleanFile(told);
  expect(kind).toBe('png');
  expect(holdsCanary(bytes)).toBe(false);
  expect(await looked(bytes)).toEqual({ width: 40, height: 20, isLikeBefore: true });
});

it('takes what hangs on behind a WebP', async () => {
  const { bytes, kind } = await cleanFile(concatBytes(await drawn('image/webp'), toUtf8(CANARY)));
  expect(kind).toBe('webp');
  expect(holdsCanary(bytes)).toBe(false);
  expect(await looked(bytes)).toEqual({ width: 40, height: 20, isLikeBefore: true });
});

it('makes a still picture of a GIF that moves, and says so', async () => {
  const still = '\x21\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0';
  const moving = latin1(`GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\xff${still.repeat(2)}\x21\xfe\x13${CANARY}\0;`);
  const { bytes, kind, warnings } = await cleanFile(moving);
  expect({ kind, warnings }).toEqual({ kind: 'png', warnings: ['FIRST_PICTURE_ONLY'] });
  expect(holdsCanary(bytes)).toBe(false);
});

it('refuses a picture that would fill the memory, before it is opened', async () => {
  const plain = await drawn('image/png');
  for (const [width, height] of [
    [60_000, 2],
    [9000, 9000],
  ] as const) {
    const size = new Uint8Array(13);
    new DataView(size.buffer).setUint32(0, width);
    new DataView(size.buffer).setUint32(4, height);
    size.set([8, 6, 0, 0, 0], 8);
    const bomb = concatBytes(plain.slice(0, 8), chunk('IHDR', size), plain.slice(33));
    expect(await codeOf(() => cleanFile(bomb))).toBe('PICTURE_TOO_LARGE');
  }
});

it('refuses what is damaged with a code, and never otherwise', async () => {
  for (const whole of [await photograph(), await drawn('image/png'), await drawn('image/webp')]) {
    const places = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(places, fc.nat(whole.length), async (changes, length) => {
        const damaged = whole.slice(0, changes.length > 3 ? length : whole.length);
        for (const [place, value] of changes) if (place < damaged.length) damaged[place] = value;
        await codeOf(() => cleanFile(damaged));
      }),
      { numRuns: 50 },
    );
  }
});
