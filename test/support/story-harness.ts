import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './launch.js';
import { openStory, watchStories } from './stories.js';
import { serveFolder, STORYBOOK } from './storybook.js';

export interface StoryHarness {
  /** The page of the current test. */
  page(): Page;
  /** Opens a story in English and the light theme and waits until it has played. @returns its errors. */
  open(id: string): Promise<string[]>;
}

/** Serves the built Storybook and opens a new page for each test of the calling `describe`. */
export function storyHarness(): StoryHarness {
  let browser: Browser | undefined;
  let server: Awaited<ReturnType<typeof serveFolder>> | undefined;
  let page: Page | undefined;
  beforeAll(async () => {
    server = await serveFolder(STORYBOOK);
    browser = await launchChromium();
  });
  beforeEach(async () => {
    await page?.close();
    page = await browser?.newPage({ reducedMotion: 'reduce' });
    if (page) await watchStories(page);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const current = (): Page => {
    if (!page) throw new Error('There is a page during the tests only.');
    return page;
  };
  return {
    page: current,
    open: (id) => openStory(current(), server?.url ?? '', id, { locale: 'en', theme: 'light' }),
  };
}
