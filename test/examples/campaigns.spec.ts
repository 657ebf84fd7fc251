import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { exampleHarness } from './harness.js';

const NAME = 'Kış indirimi';

/** Fills in the composer and sends the message. */
async function send(page: Page, name: string, recipients: string): Promise<void> {
  await page.getByLabel('Kampanya adı').fill(name);
  await page.getByLabel('Alıcılar').first().fill(recipients);
  await page.getByLabel('Mesaj metni').fill('Siparişiniz yola çıktı.');
  await page.getByText('Bilgilendirme', { exact: true }).click();
  await page.getByRole('button', { name: 'Gözden geçir' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /alıcıya gönder$/ })
    .click();
}

describe('the example campaigns', () => {
  const example = exampleHarness('campaigns');
  const received = () =>
    example.emulator
      .inbox()
      .map(({ to }) => to)
      .toSorted();

  it('sends a campaign, follows its deliveries and lists it', async () => {
    const { page, errors } = await example.visit('/');
    await page.getByText('Henüz kampanya yok.').waitFor();
    await page.getByRole('link', { name: 'Yeni kampanya' }).click();
    await send(page, NAME, '0530 123 45 67\n0530 123 45 68');

    await page.waitForURL('**/campaigns/*');
    const rows = page.locator('[data-slot="report-table-row"]');
    await rows.nth(1).waitFor();
    example.emulator.advance('PT1M');
    await rows.filter({ hasText: 'İletildi' }).nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    expect(received()).toEqual(['+905301234567', '+905301234568']);

    await page.getByRole('link', { name: 'Kampanyalar' }).click();
    await page.getByText('2 alıcıdan 2 kişiye iletildi').waitFor();
    expect(errors).toEqual([]);
  });

  it('sends nothing when the transaction of the campaign is rolled back', async () => {
    const before = received();
    const { page, errors } = await example.visit('/new');
    await send(page, NAME, '0530 123 45 69');
    await page.getByText('Bu adla bir kampanya var. Hiçbir mesaj gönderilmedi.').waitFor();

    // A later message proves that the outbox is not just slow: it sends in the order of the commits.
    await page.goto(new URL('/new', page.url()).href);
    await send(page, 'Yeni yıl', '0530 123 45 70');
    await page.waitForURL('**/campaigns/*');
    await example.emulator.waitForMessages({ to: '+905301234570' }, { timeoutMs: 60_000 });
    expect(received()).toEqual([...before, '+905301234570']);
    expect(errors).toEqual([]);
  });
});
