import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { DemoPages } from '../support/demo-page.js';

const TEXT = 'Siparişiniz yola çıktı.';
/** The chunk that the browser loads when the orders page is first opened. */
const PIECE = '**/assets/OrdersPage-*.js';

describeBrowser('a page of the demo that stays open during a rebuild', () => {
  let demo: Demo;
  let browser: Browser;
  let pages: DemoPages;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo({ empty: true }), launchChromium()]);
    pages = new DemoPages(browser, demo);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  /** Opens the first page with a draft and removes the other chunks. */
  async function leftOpen(): Promise<Page> {
    const page = await pages.open('/');
    await textOf(page).fill(TEXT);
    await page.route(PIECE, (route) => route.fulfill({ status: 404, body: '' }));
    return page;
  }

  /** Makes the server return the document of another build each time, and counts the reloads. */
  async function rebuild(page: Page, onLoad: () => Promise<void>): Promise<() => number> {
    let loads = 0;
    await page.route(isDocument, async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      if (route.request().isNavigationRequest()) {
        loads += 1;
        await onLoad();
      }
      // The same script under another URL is another module, like that of another build.
      await route.fulfill({
        response,
        body: html.replace(/(index-[^"]+\.js)/, `$1?build=${loads}-${Date.now()}`),
      });
    });
    return () => loads;
  }

  it('is reloaded once at its target URL, and keeps the draft', async () => {
    const page = await leftOpen();
    const loads = await rebuild(page, () => page.unroute(PIECE));
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByText('No orders yet.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/orders');
    await page.getByRole('link', { name: 'New order' }).click();
    await textOf(page).waitFor();
    expect(await textOf(page).inputValue()).toBe(TEXT);
    expect(loads()).toBe(1);
  });

  it('is not reloaded repeatedly if that does not help, and shows what to do', async () => {
    const page = await leftOpen();
    const loads = await rebuild(page, async () => undefined);
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('button', { name: 'Reload the page' }).waitFor();
    await page.getByText('Your draft is kept.').waitFor();
    expect(loads()).toBe(1);
    // The rest of the page still works.
    await page.getByRole('link', { name: 'New order' }).click();
    await textOf(page).waitFor();
    expect(await textOf(page).inputValue()).toBe(TEXT);
  });

  it('is not reloaded while the server is unavailable', async () => {
    const page = await leftOpen();
    await page.route(isDocument, (route) => route.abort());
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'The page cannot be shown' }).waitFor();
  });
});

const isDocument = ({ pathname }: URL): boolean => pathname === '/' || pathname === '/orders';

const textOf = (page: Page) => page.locator('[data-slot=sms-composer-message] textarea');
