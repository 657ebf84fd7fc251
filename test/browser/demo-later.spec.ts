import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { Browser } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { DemoPages } from '../support/demo-page.js';

const FIELD = '[data-slot=date-time-field-input]';

describeBrowser('"later" in the composer of the demo', () => {
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

  it('says that its fields could not be loaded, and loads them again', async () => {
    const page = await pages.open('/', { locale: 'tr', width: 360 });
    const piece = /\/assets\/ScheduleInputs-[^/]*\.js/;
    await page.route(piece, (route) => route.abort());
    await page.getByRole('radio', { name: 'İleri tarihli' }).click();
    await page.getByText(/İleri tarih alanları yüklenemedi/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.unroute(piece);
    await page.getByRole('button', { name: 'Yeniden dene' }).click();
    await page.locator(FIELD).waitFor();
  });

  it('takes typed times without the calendar, and loads the calendar again', async () => {
    const page = await pages.open('/');
    const piece = /\/assets\/Calendar-[^/]*\.js/;
    await page.route(piece, (route) => route.abort());
    await page.getByRole('radio', { name: 'Later' }).click();
    await page.getByRole('button', { name: 'Calendar' }).click();
    await page.getByText(/^The calendar could not be loaded/).waitFor();
    await page.locator(FIELD).fill('1 May 2030 9.30');
    await page.getByText('Wednesday 1 May 2030 09:30, Türkiye time').waitFor();
    await page.unroute(piece);
    // The panel was closed by the focus outside of it.
    await page.getByRole('button', { name: 'Calendar' }).click();
    await page.getByRole('grid').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it.each(['America/Los_Angeles', 'Pacific/Auckland', 'America/Sao_Paulo'])(
    'shows and takes Türkiye time in a browser in %s',
    async (timezoneId) => {
      const context = await browser.newContext({ timezoneId, locale: 'en-US' });
      const page = await context.newPage();
      await page.addInitScript(() => localStorage.setItem('demo.locale', 'tr'));
      await page.goto(demo.url);
      await page.getByRole('radio', { name: 'İleri tarihli' }).click();
      await page.locator(FIELD).fill('31.12.2030 23:45');
      await page.getByRole('button', { name: 'Takvim' }).click();
      const chosen = page.getByRole('gridcell', { selected: true }).getByRole('button');
      expect(await chosen.getAttribute('aria-label')).toBe('31 Aralık 2030 Salı, seçili');
      // From the last day of the year over its end, by keyboard.
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      expect(await page.locator(FIELD).inputValue()).toBe('01.01.2031 23:45');
      await page.getByText('1 Oca 2031 Çarşamba 23:45, Türkiye saati').waitFor();
      await context.close();
    },
  );
});
