import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { listStories } from './support/storybook.js';
import { Baselines, picturesOf } from './visual/baselines.js';
import { difference, PIXEL_TOLERANCE, toWebp } from './visual/compare.js';
import { writeDifferences } from './visual/differences-page.js';

/** A white picture, of which the first pixels are black. */
function picture(width: number, height: number, black = 0): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3, 255).fill(0, 0, black * 3);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ lossless: true })
    .toBuffer();
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visual-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('comparing pictures', () => {
  const compare = async (before: Promise<Buffer>, after: Promise<Buffer>) =>
    difference(await before, await after);

  it('finds no difference in equal pictures', async () => {
    expect(await compare(picture(40, 30), picture(40, 30))).toBeUndefined();
  });

  it('counts the pixels that differ, and marks them', async () => {
    const found = await compare(picture(40, 30), picture(40, 30, 80));
    expect(found?.pixels).toBe(80);
    const { data, info } = await sharp(found!.picture).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([40, 30]);
    const [red = 0, green = 0] = data;
    expect(red).toBeGreaterThan(200);
    expect(green).toBeLessThan(60);
  });

  it('tolerates a few pixels that differ', async () => {
    expect(await compare(picture(40, 30), picture(40, 30, PIXEL_TOLERANCE))).toBeUndefined();
    expect(await compare(picture(40, 30), picture(40, 30, PIXEL_TOLERANCE + 1))).toBeDefined();
  });

  it('finds a difference in pictures of different sizes', async () => {
    const found = await compare(picture(40, 30), picture(40, 31));
    expect((await sharp(found!.picture).metadata()).height).toBe(31);
  });

  it('stores a picture without loss', async () => {
    const before = await picture(40, 30, 7);
    expect(await difference(before, await toWebp(before))).toBeUndefined();
  });
});

describe('baselines', () => {
  it('are written, listed, read and removed', async () => {
    const baselines = new Baselines(folder);
    const story = await picture(2, 2);
    baselines.write('a--story/light-tr', story);
    expect(baselines.names()).toEqual(['a--story/light-tr']);
    expect(baselines.read('a--story/light-tr')).toEqual(story);
    expect(baselines.read('a--story/dark-en')).toBeUndefined();
    baselines.remove('a--story/light-tr');
    expect(baselines.names()).toEqual([]);
  });

  it('exist for every look of every story with the tag `visual`, and for no other', () => {
    expect(new Baselines().names().toSorted()).toEqual(picturesOf(listStories()).toSorted());
  });
});

describe('the page of the differences', () => {
  it('shows before, after and difference of each picture', async () => {
    const [small, large] = [await picture(1, 1), await picture(2, 2)];
    const path = writeDifferences(
      [
        { name: 'a--story/light-tr', before: small, after: large, marked: large, pixels: 3 },
        { name: 'b--story/dark-en', after: small },
      ],
      folder,
    );
    const page = readFileSync(path, 'utf8');
    expect(page).toContain('2 pictures differ');
    const sources = [...page.matchAll(/src="([^"]+)"/g)].map(([, source]) => source!);
    expect(sources).toEqual([
      'a--story/light-tr.before.webp',
      'a--story/light-tr.after.webp',
      'a--story/light-tr.marked.webp',
      'b--story/dark-en.after.webp',
    ]);
    for (const source of sources) expect(readFileSync(join(folder, source)).length).toBeGreaterThan(0);
  });
});
