import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import type { Browser } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { callDemo, DemoPages, importConsents } from '../support/demo-page.js';

const [CONSENTED, REFUSED, UNKNOWN] = ['+905380000001', '+905380000002', '+905380000003'];

/** An emulator that the demo uses like the real provider: with credentials and a URL. */
const account = (provider: Emulator, brandCode?: string) => ({
  real: true,
  env: {
    ILETIMERKEZI_KEY: 'emulator',
    ILETIMERKEZI_HASH: 'emulator',
    ILETIMERKEZI_BASE_URL: provider.url,
    ILETIMERKEZI_BRAND_CODE: brandCode,
  },
  syncMs: 50,
});

describeBrowser('the demo with a real account', () => {
  let provider: Emulator;
  let browser: Browser;
  const started: Demo[] = [];
  const opened: DemoPages[] = [];

  beforeAll(async () => {
    [provider, browser] = await Promise.all([
      startEmulator({ seed: { acceptMs: 5, deliveryMs: [5, 20] } }),
      launchChromium(),
    ]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((pages) => pages.close()));
    await Promise.all(started.splice(0).map((demo) => demo.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await provider?.close();
  });

  async function start(brandCode?: string): Promise<{ demo: Demo; pages: DemoPages }> {
    const demo = await startDemo(account(provider, brandCode));
    const pages = new DemoPages(browser, demo);
    started.push(demo);
    opened.push(pages);
    return { demo, pages };
  }

  it('shows on every consent page that the brand code is missing, and what to do', async () => {
    const { pages } = await start();
    const person = `/consents/people/${encodeURIComponent('+905380000001')}`;
    for (const path of [
      '/consents',
      person,
      '/consents/import',
      '/consents/import/some',
      '/consents/verification',
      '/consents/proof',
    ]) {
      const page = await pages.open(path, { width: 360 });
      await page.getByText('No brand code is set').waitFor();
      await page.getByText(/ILETIMERKEZI_BRAND_CODE=\d+ npx/).waitFor();
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([path, excess]).toEqual([path, 0]);
    }
    for (const path of ['/form', '/form/withdraw']) {
      const page = await pages.open(path);
      await page.getByText(/environment variable ILETIMERKEZI_BRAND_CODE/).waitFor();
    }
    const overview = await pages.open('/overview');
    await overview.getByText('No brand code is set').waitFor();
    const ledger = await pages.open('/consents', { theme: 'dark', locale: 'tr' });
    await ledger.getByText('Marka kodu tanımlı olmadığından izin kaydı tutulmuyor').waitFor();
    expect(await axeViolations(ledger)).toEqual([]);
  });

  it('spends credits of a real account only after the number of SMS was typed', async () => {
    const { pages } = await start();
    const page = await pages.open('/');
    await page.getByText('Real account: orders spend credits').waitFor();
    await page.locator('textarea').first().fill('0530 000 00 01\n0530 000 00 02');
    const text = 'Siparisiniz yola cikti.';
    await page.locator('[data-slot=sms-composer-message] textarea').fill(text);
    await page.getByRole('radio', { name: /Transactional/ }).check();
    await page.locator('[data-slot=sms-composer-footer] button').click();
    await page.locator('dialog[open] [data-kind=primary]').click();
    const spend = page.getByRole('dialog', { name: 'This order spends real credits' });
    await spend.getByText('SMS to be charged').waitFor();
    expect(await spend.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    expect(provider.inbox({ text })).toEqual([]);
    await spend.getByRole('textbox').fill('2');
    await page.keyboard.press('Enter');
    await page.locator('.page-lead .state[data-state=completed]').waitFor();
    expect(provider.inbox({ text })).toHaveLength(2);
  });

  it('shows the recipients without consent before credits are spent', async () => {
    const { demo, pages } = await start('1234');
    await importConsents(demo, [{ recipient: CONSENTED ?? '' }, { recipient: REFUSED ?? '', status: 'RET' }]);
    await becomes(
      async () =>
        (await callDemo<{ registrations: { sent?: number } }>(demo, '/api/consents/summary')).registrations
          .sent,
      1,
    );
    const page = await pages.open('/');
    await page.locator('textarea').first().fill([CONSENTED, REFUSED, UNKNOWN].join('\n'));
    await page.locator('[data-slot=sms-composer-message] textarea').fill('Yaz indirimi basladi.');
    await page.getByRole('radio', { name: /Commercial/ }).check();
    await page.getByRole('radio', { name: /Individual/ }).check();
    await page.locator('[data-slot=sms-composer-footer] button').click();
    await page.locator('dialog[open] [data-kind=primary]').click();
    const spend = page.getByRole('dialog', { name: 'This order spends real credits' });
    await spend.getByText('Refused: 1').waitFor();
    await spend.getByText('1 person; only people who have consented receive it').waitFor();
    expect(await axeViolations(page, { within: 'dialog[open]' })).toEqual([]);
    await spend.getByRole('textbox').fill('2');
    await page.keyboard.press('Enter');
    await page.locator('.page-lead .state[data-state=completed]').waitFor();
    await page.getByText('Not sent to 2 people').click();
    await becomes(
      () => page.locator('.withheld li').allInnerTexts(),
      [expect.stringMatching(/00 02\s+Refused$/), expect.stringMatching(/00 03\s+No consent$/)],
    );
    expect(provider.inbox({ text: 'Yaz indirimi' }).map(({ to }) => to)).toEqual([CONSENTED]);
  });
});
