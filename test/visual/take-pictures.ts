import { availableParallelism } from 'node:os';
import { chromium, type Browser, type Page } from 'playwright-core';
import { reproducibleChromium } from '../../scripts/chromium.mjs';
import { chromiumOptions } from '../support/launch.ts';
import { openStory, setGlobals, settle, watchStories } from '../support/stories.ts';
import { serveFolder, STORYBOOK, type StoryEntry } from '../support/storybook.ts';
import type { PictureName } from './baselines.ts';
import { toWebp } from './compare.ts';
import { applyLook, LOOKS, showWhole } from './looks.ts';

/** Attempts until two pictures in succession are equal: images and fonts that were requested late change the first. */
const ATTEMPTS = 20;

export interface Taken {
  readonly name: PictureName;
  readonly picture: Buffer;
}

/**
 * Takes the pictures of stories, in every look.
 * @param onTaken receives each picture.
 * @returns why stories have no pictures, by their id.
 */
export async function takePictures(
  stories: readonly StoryEntry[],
  onTaken: (taken: Taken) => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
  const { path, env } = await reproducibleChromium();
  const server = await serveFolder(STORYBOOK);
  const browser = await chromium.launch({
    ...chromiumOptions(['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb']),
    executablePath: path,
    env: { ...process.env, ...env },
  });
  const rest = [...stories];
  const failed = new Map<string, string>();
  const work = async (): Promise<void> => {
    const page = await newPage(browser);
    for (let story = rest.shift(); story; story = rest.shift())
      try {
        for await (const taken of picturesOfStory(page, server.url, story)) await onTaken(taken);
      } catch (error) {
        failed.set(story.id, String(error).split('\n', 1)[0] ?? '');
      }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return failed;
  } finally {
    await browser.close();
    server.close();
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'Europe/Istanbul' });
  // A countdown would have another number in each picture.
  await page.addInitScript(() => {
    const stopped = performance.now();
    performance.now = () => stopped;
  });
  await watchStories(page);
  return page;
}

async function* picturesOfStory(page: Page, url: string, { id }: StoryEntry): AsyncGenerator<Taken> {
  for (const [index, look] of LOOKS.entries()) {
    await applyLook(page, look);
    if (index > 0) await setGlobals(page, look.globals);
    else {
      const errors = await openStory(page, url, id, look.globals);
      if (errors.length > 0) throw new Error(errors.join('; '));
    }
    await showWhole(page, look);
    await settle(page);
    yield { name: `${id}/${look.name}`, picture: await toWebp(await stillPicture(page)) };
  }
}

async function stillPicture(page: Page): Promise<Buffer> {
  let last: Buffer | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const next = await page.screenshot({
      fullPage: true,
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
    });
    if (last?.equals(next)) return next;
    last = next;
  }
  throw new Error('The page does not stop changing.');
}
