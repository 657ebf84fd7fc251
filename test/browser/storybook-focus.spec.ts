import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { nextStory, watchStories } from '../support/stories.js';
import { listStories, serveFolder, STORYBOOK } from '../support/storybook.js';
import { walkByTab, ZOOMED } from '../support/walk-by-tab.js';

describeBrowser('The kit at 200 % zoom, with the Tab key', () => {
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    server = await serveFolder(STORYBOOK);
    browser = await launchChromium();
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: ZOOMED[0] });
    page = await context.newPage();
    await watchStories(page);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it.each(
    listStories()
      .filter(({ title, tags }) => tags.includes('visual') && !title.startsWith('Hosts/'))
      .map(({ id }) => id),
  )('%s: shows each focused element and its focus, and leads on to the end', async (id) => {
    expect(await nextStory(page, server.url, id, { locale: 'tr', theme: 'light' })).toEqual([]);
    expect((await walkByTab(page)).faults).toEqual([]);
  });
});
