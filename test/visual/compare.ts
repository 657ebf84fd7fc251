import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Maximum difference of the colours of a pixel that counts as equal, from 0 to 1. */
const COLOUR_TOLERANCE = 0.1;

/** Maximum number of different pixels of equal pictures. The same browser renders a curve differently on another processor. */
export const PIXEL_TOLERANCE = 20;

/** The difference of two pictures. */
export interface Difference {
  /** Number of pixels that differ. Pixels that only one of them has differ, too. */
  readonly pixels: number;
  /** A PNG with the size of both pictures together, in which the pixels are marked. */
  readonly picture: Buffer;
}

/** Compares two PNGs. @returns undefined if they show the same. */
export function difference(before: Buffer, after: Buffer): Difference | undefined {
  if (before.equals(after)) return undefined;
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)];
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const marked = new PNG({ width, height });
  const pixels = pixelmatch(
    onCanvas(a, width, height),
    onCanvas(b, width, height),
    marked.data,
    width,
    height,
    {
      threshold: COLOUR_TOLERANCE,
    },
  );
  const hasOtherSize = a.width !== b.width || a.height !== b.height;
  return pixels > PIXEL_TOLERANCE || hasOtherSize ? { pixels, picture: PNG.sync.write(marked) } : undefined;
}

/** Returns the pixels of a picture in the top left corner of a transparent canvas. */
function onCanvas(picture: PNG, width: number, height: number): Buffer {
  if (picture.width === width && picture.height === height) return picture.data;
  const canvas = new PNG({ width, height });
  PNG.bitblt(picture, canvas, 0, 0, picture.width, picture.height, 0, 0);
  return canvas.data;
}
