import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type AxeCheck, axeViolations } from '../support/axe.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { listStories, serveFolder, STORYBOOK } from '../support/storybook.js';
import { nextStory, setGlobals, watchStories } from '../support/stories.js';

/** Rules that apply to pages only. A story is a component. */
const PAGE_RULES = ['region', 'landmark-one-main', 'page-has-heading-one'];

/** Rules that the bar at the bottom of a narrow page fails. It covers what lies behind it until the page is scrolled. */
const NARROW_EXCEPTIONS = ['target-size'];

/** Review stories render the same component several times. */
const REVIEW_RULES = ['landmark-unique'];

const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 360, height: 720 };

describeBrowser('Storybook', () => {
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    server = await serveFolder(STORYBOOK);
    browser = await launchChromium();
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: WIDE });
    page = await context.newPage();
    await watchStories(page);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const violations = async (
    look: string,
    title: string,
    { disabled = [], ...check }: AxeCheck = {},
  ): Promise<string[]> => {
    const found = await axeViolations(page, {
      ...check,
      within: '#storybook-root',
      disabled: [...PAGE_RULES, ...(title.startsWith('Review/') ? REVIEW_RULES : []), ...disabled],
    });
    return found.map((violation) => `${look}: ${violation}`);
  };

  // storybook-hosts.spec.ts covers the pages of hosts.
  // guarantee: G-107
  it.each(
    listStories()
      .filter(({ title }) => !title.startsWith('Hosts/'))
      .map(({ id, title, name }) => [title, name, id]),
  )(
    '%s, %s: plays without errors, has no axe violations in light, dark and forced colours, and does not scroll horizontally at 360 px',
    async (title, _name, id) => {
      await page.setViewportSize(WIDE);
      await page.emulateMedia({ forcedColors: 'none' });
      const found = await nextStory(page, server.url, id, { locale: 'tr', theme: 'light' });
      found.push(...(await violations('light', title)));

      await setGlobals(page, { theme: 'dark', locale: 'en' });
      found.push(...(await violations('dark', title, { rules: 'colours' })));

      await page.emulateMedia({ forcedColors: 'active' });
      await page.setViewportSize(NARROW);
      await setGlobals(page, { theme: 'system', locale: 'pseudo' });
      const look = 'forced colours, narrow, long texts';
      found.push(...(await violations(look, title, { disabled: NARROW_EXCEPTIONS })));

      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > NARROW.width) found.push(`scrolls horizontally at 360 px: ${width} px wide`);
      expect(found).toEqual([]);
    },
  );
});
