import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startDemo, type Demo, type DemoOptions } from 'demo';
import type { Browser } from 'playwright-core';
import { launchChromium } from './launch.js';
import { DemoPages } from './demo-page.js';

export interface DemoHarness {
  readonly browser: Browser;
  readonly demo: Demo;
  readonly pages: DemoPages;
}

/** Starts a demo and Chromium for the calling `describe`, and closes the pages after each test. */
export function demoHarness(options: DemoOptions = {}): DemoHarness {
  let browser: Browser | undefined;
  let demo: Demo | undefined;
  let pages: DemoPages | undefined;
  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(options), launchChromium()]);
    pages = new DemoPages(browser, demo);
  });
  afterEach(() => pages?.close());
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });
  return {
    get browser() {
      return started(browser);
    },
    get demo() {
      return started(demo);
    },
    get pages() {
      return started(pages);
    },
  };
}

function started<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('The demo runs during the tests only.');
  return part;
}
