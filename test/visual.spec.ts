import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PNG } from 'pngjs';
import { listStories } from './support/storybook.js';
import { Baselines, picturesOf } from './visual/baselines.js';
import { difference, PIXEL_TOLERANCE } from './visual/compare.js';
import { writeDifferences } from './visual/differences-page.js';

/** A white picture, of which the first pixels are black. */
function picture(width: number, height: number, black = 0): Buffer {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const value = pixel < black ? 0 : 255;
    png.data.set([value, value, value, 255], pixel * 4);
  }
  return PNG.sync.write(png);
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visual-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('comparing pictures', () => {
  it('finds no difference in equal pictures', () => {
    expect(difference(picture(40, 30), picture(40, 30))).toBeUndefined();
  });

  it('counts the pixels that differ, and marks them', () => {
    const found = difference(picture(40, 30), picture(40, 30, 80));
    expect(found?.pixels).toBe(80);
    const marked = PNG.sync.read(found!.picture);
    expect([marked.width, marked.height]).toEqual([40, 30]);
    expect([...marked.data.subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  it('tolerates as many pixels as another processor renders differently', () => {
    expect(difference(picture(40, 30), picture(40, 30, PIXEL_TOLERANCE))).toBeUndefined();
    expect(difference(picture(40, 30), picture(40, 30, PIXEL_TOLERANCE + 1))).toBeDefined();
  });

  it('finds a difference in pictures of different sizes', () => {
    const found = difference(picture(40, 30), picture(40, 31));
    expect(PNG.sync.read(found!.picture).height).toBe(31);
  });
});

describe('baselines', () => {
  it('are written, listed, read and removed', () => {
    const baselines = new Baselines(folder);
    baselines.write('a--story/light-tr', picture(2, 2));
    expect(baselines.names()).toEqual(['a--story/light-tr']);
    expect(baselines.read('a--story/light-tr')).toEqual(picture(2, 2));
    expect(baselines.read('a--story/dark-en')).toBeUndefined();
    baselines.remove('a--story/light-tr');
    expect(baselines.names()).toEqual([]);
  });

  it('exist for every look of every story with the tag `visual`, and for no other', () => {
    expect(new Baselines().names().toSorted()).toEqual(picturesOf(listStories()).toSorted());
  });
});

describe('the page of the differences', () => {
  it('shows before, after and difference of each picture', () => {
    const path = writeDifferences(
      [
        {
          name: 'a--story/light-tr',
          before: picture(1, 1),
          after: picture(2, 2),
          marked: picture(2, 2),
          pixels: 3,
        },
        { name: 'b--story/dark-en', after: picture(1, 1) },
      ],
      folder,
    );
    const page = readFileSync(path, 'utf8');
    expect(page).toContain('2 pictures differ');
    const sources = [...page.matchAll(/src="([^"]+)"/g)].map(([, source]) => source!);
    expect(sources).toEqual([
      'a--story/light-tr.before.png',
      'a--story/light-tr.after.png',
      'a--story/light-tr.marked.png',
      'b--story/dark-en.after.png',
    ]);
    for (const source of sources) expect(readFileSync(join(folder, source)).length).toBeGreaterThan(0);
  });
});
