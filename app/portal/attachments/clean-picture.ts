import type { Bytes } from '#crypto/bytes.ts';
import { FileRefusal } from './file-refusal.ts';
import { pictureSize } from './picture-size.ts';
import type { PictureKind } from './raw-kind.ts';

/** In pixels. */
const LONGEST_SIDE = 12_000;
/** A quarter of a gigabyte while it is open. */
const MOST_PIXELS = 64_000_000;
const QUALITY = 0.92;

/** What a picture can be written as. Not every browser writes WebP. */
const WRITTEN: Record<string, 'jpeg' | 'png' | 'webp'> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/**
 * Opens a picture upright, of whatever origin it is: nothing in it is run, and what would fill the memory is refused before.
 *
 * @throws FileRefusal DAMAGED, PICTURE_TOO_LARGE
 */
export async function openPicture(bytes: Bytes, kind: PictureKind): Promise<ImageBitmap> {
  const size = pictureSize(bytes, kind);
  if (size === null) throw new FileRefusal('DAMAGED');
  assertRoom(size);
  const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${kind}` })).catch(() => {
    throw new FileRefusal('DAMAGED');
  });
  assertRoom(bitmap);
  return bitmap;
}

/**
 * Draws a picture anew: its points stay, and nothing else, neither place, time and camera nor a smaller picture of before it
 * was cut.
 *
 * @throws FileRefusal DAMAGED, PICTURE_TOO_LARGE, PICTURES_GARBLED
 */
export async function cleanPicture(
  bytes: Bytes,
  kind: PictureKind,
): Promise<{ bytes: Bytes; kind: 'jpeg' | 'png' | 'webp'; moves: boolean }> {
  const bitmap = await openPicture(bytes, kind);
  const { width, height } = bitmap;
  try {
    assertTrueCanvas();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context === null) throw new FileRefusal('PICTURE_TOO_LARGE');
    context.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: `image/${kind}`, quality: QUALITY }).catch(() => {
      throw new FileRefusal('PICTURE_TOO_LARGE');
    });
    return {
      bytes: new Uint8Array(await blob.arrayBuffer()),
      kind: WRITTEN[blob.type] ?? 'png',
      moves: pictureSize(bytes, kind)?.moves === true,
    };
  } finally {
    bitmap.close();
  }
}

function assertRoom({ width, height }: { width: number; height: number }): void {
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw new FileRefusal('PICTURE_TOO_LARGE');
}

/**
 * Browsers that guard against being recognised hand out noise in the place of what was drawn. A picture must not become noise
 * without a word.
 */
function assertTrueCanvas(): void {
  const context = new OffscreenCanvas(16, 1).getContext('2d');
  if (context === null) throw new FileRefusal('PICTURES_GARBLED');
  const drawn = Array.from({ length: 16 }, (_, place) => [place * 16, 255 - place * 16, 128, 255]);
  for (const [place, [red, green, blue]] of drawn.entries()) {
    context.fillStyle = `rgb(${red}, ${green}, ${blue})`;
    context.fillRect(place, 0, 1, 1);
  }
  const seen = context.getImageData(0, 0, 16, 1).data;
  // A little noise is not seen.
  const isTrue = drawn.flat().every((value, index) => Math.abs(value - (seen[index] ?? 0)) <= 3);
  if (!isTrue) throw new FileRefusal('PICTURES_GARBLED');
}
