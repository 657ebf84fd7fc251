import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** Maximum difference of the colours of a pixel that counts as equal, from 0 to 1. */
const COLOUR_TOLERANCE = 0.1;

/** Maximum number of different pixels of equal pictures, for differences of rounding along curves. */
export const PIXEL_TOLERANCE = 20;

/** The difference of two pictures. */
export interface Difference {
  /** Number of pixels that differ. Pixels that only one of them has differ, too. */
  readonly pixels: number;
  /** A picture with the size of both together, in which the pixels are marked. */
  readonly picture: Buffer;
}

const CHANNELS = 4;

/** Returns a picture as lossless WebP, which takes less than half of the size of PNG. */
export const toWebp = (picture: Buffer): Promise<Buffer> =>
  sharp(picture).webp({ lossless: true, effort: 4 }).toBuffer();

/** Compares two pictures, WebP or PNG. @returns undefined if they show the same. */
export async function difference(before: Buffer, after: Buffer): Promise<Difference | undefined> {
  if (before.equals(after)) return undefined;
  const sizes = await Promise.all([before, after].map((picture) => sharp(picture).metadata()));
  const width = Math.max(...sizes.map((size) => size.width));
  const height = Math.max(...sizes.map((size) => size.height));
  const [a, b] = await Promise.all([pixelsOf(before, width, height), pixelsOf(after, width, height)]);
  const marked = Buffer.alloc(a.length);
  const pixels = pixelmatch(a, b, marked, width, height, { threshold: COLOUR_TOLERANCE });
  const hasOtherSize = sizes.some((size) => size.width !== width || size.height !== height);
  if (pixels <= PIXEL_TOLERANCE && !hasOtherSize) return undefined;
  const picture = await sharp(marked, { raw: { width, height, channels: CHANNELS } })
    .webp()
    .toBuffer();
  return { pixels, picture };
}

/** Returns the pixels of a picture in the top left corner of a transparent canvas. */
async function pixelsOf(picture: Buffer, width: number, height: number): Promise<Buffer> {
  const canvas = { width, height, channels: CHANNELS, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const;
  return sharp({ create: canvas })
    .composite([{ input: picture, top: 0, left: 0 }])
    .raw()
    .toBuffer();
}
