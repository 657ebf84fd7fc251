import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { serveHost } from '../support/built-host.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { ACTION_TIMEOUT_MS } from '../support/launch.js';
import { settle } from '../support/stories.js';

const LONG_TEXTS = {
  link: `https://www.example.com/${'kampanya-'.repeat(40)}`,
  'words joined by no-break spaces': 'Sayın müşterimiz siparişiniz '.repeat(10).replaceAll(' ', '\u00a0'),
};
const WIDTHS = [320, 375, 1280];

describeBrowser('The kit in a page, a shadow root and a frame', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveHost>>;
  let page: Page;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serveHost('surroundings'), launchChromium()]);
  });
  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage({ reducedMotion: 'reduce' });
    page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  const open = async (show: string, where = 'page'): Promise<Page | FrameLocator> => {
    await page.goto(`${site.url}/?show=${show}&in=${where}`);
    const root = where === 'frame' ? page.frameLocator('iframe') : page;
    await root.locator('[data-slot=sms-ui] > *').first().waitFor();
    return root;
  };
  const isFocused = (root: Page | FrameLocator, selector: string): Promise<boolean> =>
    root
      .locator(selector)
      .first()
      .evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);

  /** Replaces each text as the translation of a browser does: by nested `font` elements, except under `translate="no"`. */
  const translate = (): Promise<void> =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (text.data.trim() === '' || text.parentElement?.closest('style, script, [translate=no]')) continue;
        if (text.parentElement?.closest('option, textarea')) continue;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.append(text.data);
        outer.append(inner);
        text.replaceWith(outer);
      }
    });

  it('keeps working after the browser translated the page', async () => {
    const root = await open('composer');
    const message = root.locator('.sms-message-input');
    await message.fill('Merhaba “dünya”');
    await root.locator('[data-slot=segment-counter-offenders]').waitFor();
    for (const text of ['Merhaba “dünya” 👋 ve', 'Kısa', `Uzun ${'metin '.repeat(60)}`, '', 'ş 🇹🇷 ğ']) {
      await translate();
      await message.fill(text);
      await settle(page);
    }
    await translate();
    await root.locator('[data-slot=recipients-field-input]').fill('0530 123 45 67\n0530 123 45 67\nabc');
    await translate();
    await root.locator('.sms-option').nth(1).click();
    await root.locator('[data-slot=sms-composer-footer] button').click();
    await translate();
    await root.locator('.sms-option').nth(0).click();
    await root.locator('select').selectOption('MARKA');
    await root.locator('[data-slot=sms-composer-footer] button').click();
    await root.locator('dialog[open] [data-kind=primary]').click();
    await root.locator('.sms-notice[data-tone=delivered]').waitFor();
    expect(await page.getAttribute('html', 'data-error')).toBeNull();
    expect(await root.locator('[data-slot=segment-counter] .sms-figure').first().innerText()).toBe('1 SMS');
  });

  it.each(Object.entries(LONG_TEXTS))('never scrolls horizontally with a long %s', async (_name, text) => {
    const root = await open('composer');
    await root.locator('.sms-message-input').fill(text);
    await root.locator('[data-slot=recipients-field-input]').fill(text);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 720 });
      await settle(page);
      const found = await page.evaluate(() => ({
        page: document.documentElement.scrollWidth,
        // The preview must not be covered.
        form: Math.round(document.querySelector('.sms-sms-composer-form')!.getBoundingClientRect().right),
        message: Math.round(document.querySelector('.sms-message-input')!.getBoundingClientRect().right),
      }));
      expect([width, found.page]).toEqual([width, width]);
      expect([width, found.message <= found.form]).toEqual([width, true]);
    }
  });

  it.each(['page', 'shadow', 'frame'])(
    'focuses the list of faults, from there a field, and a single fault in a %s',
    async (where) => {
      const composer = await open('composer', where);
      await composer.locator('[data-slot=sms-composer-footer] button').click();
      expect(await isFocused(composer, '[data-slot=sms-fault-summary]')).toBe(true);
      await composer.locator('[data-slot=sms-fault-summary] a').first().click();
      expect(await isFocused(composer, '[data-slot=recipients-field-input]')).toBe(true);

      const consent = await open('consent', where);
      await consent.locator('[data-slot=consent-form-actions] button').first().click();
      expect(await isFocused(consent, '.sms-consent-form input[type=checkbox]')).toBe(true);
    },
  );

  it.each(['page', 'shadow', 'frame'])(
    'focuses the empty box after the list was removed in a %s',
    async (where) => {
      const root = await open('recipients', where);
      await root.locator('[data-slot=recipients-field-input]').fill('');
      await root.locator('[data-slot=recipients-field-input]').fill('0530 123 45 67');
      expect(await isFocused(root, '[data-slot=recipients-field-input]')).toBe(true);
      const verification = await open('verification', where);
      await verification.locator('button[type=submit]').click();
      expect(await isFocused(verification, '[data-slot=phone-field-input]')).toBe(true);
    },
  );

  it.each(['page', 'shadow', 'frame'])(
    'moves the focus to the new count after a replacement in a %s',
    async (where) => {
      const root = await open('counter', where);
      await root.getByRole('button', { name: /^Replace the signs/ }).click();
      await root.locator('[data-slot=segment-counter-offenders]').waitFor({ state: 'detached' });
      expect(await isFocused(root, '[data-slot=segment-counter-line]')).toBe(true);
    },
  );

  it('shows the first row after a filter or a sort, and after Ctrl + Home', async () => {
    const root = await open('report');
    const grid = root.getByRole('grid');
    const first = root.locator('[aria-rowindex="2"]');
    const toTheEnd = async (): Promise<void> => {
      await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      await first.waitFor({ state: 'detached' });
    };
    await toTheEnd();
    await root.locator('[data-slot=report-table-count][data-status=undelivered]').click();
    await first.waitFor();
    expect(await grid.evaluate((element) => element.scrollTop)).toBe(0);
    await toTheEnd();
    await root.getByRole('button', { name: 'Number' }).click();
    await first.waitFor();
    expect(await grid.evaluate((element) => element.scrollTop)).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+End');
    await first.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Home');
    await first.waitFor();
    expect(await grid.evaluate((element) => element.scrollTop)).toBe(0);
  });
});
