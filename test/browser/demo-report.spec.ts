import { expect, it } from '@jest/globals';
import { axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { callDemo } from '../support/demo-page.js';

/** The emulator does not deliver to numbers that end so. */
const UNREACHABLE = '+905301999001';
const REACHED = '+905301999000';

describeBrowser('The report of an order in the demo', () => {
  const harness = demoHarness({ delays: { acceptMs: 10, deliveryMs: [10, 50] } });

  const sendOrder = async (text: string): Promise<string> => {
    const { campaignId } = await callDemo<{ campaignId: string }>(harness.demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text,
      recipients: [REACHED, UNREACHABLE],
    });
    return campaignId;
  };

  it('explains an undelivered message, displays billed credits, and keeps filter and columns after a reload', async () => {
    const id = await sendOrder('Siparişiniz yola çıktı. '.repeat(8));
    const page = await harness.pages.open(`/orders/${id}?status=undelivered`);
    const rows = page.locator('.sms-report-body [role=row]');
    await page.getByText('1 of 2 recipients').waitFor();
    await page.getByRole('button', { name: /^The number was off the network/ }).click();
    await page
      .locator('[data-slot=report-table-reason]')
      .getByText('Check the number and, for commercial messages')
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Changed' }).uncheck();
    await page.getByRole('checkbox', { name: 'Cost' }).check();
    await page.keyboard.press('Escape');
    await rows.getByText('0 credits').waitFor();
    await page.getByRole('button', { name: /^Delivered/ }).click();
    await rows.getByText('2 credits').waitFor();
    expect(new URL(page.url()).search).toBe('?status=delivered');
    await page.reload();
    await rows.getByText('2 credits').waitFor();
    expect(await rows.count()).toBe(1);
    expect(await page.locator('.report').getByRole('columnheader').allTextContents()).toEqual([
      '',
      'Number',
      'Status',
      'Reason',
      'Cost',
    ]);
  });

  it('blocks the selected recipients', async () => {
    const id = await sendOrder('Siparişiniz hazırlanıyor');
    const page = await harness.pages.open(`/orders/${id}`, { locale: 'tr', width: 360 });
    await page.getByText('2 alıcı', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: '+90 530 199 90 01 numarasını seç' }).check();
    await page.getByRole('button', { name: 'Engelle', exact: true }).click();
    await page.getByText('1 numara engellendi.').waitFor();
    await page.getByRole('group', { name: 'Seçili alıcılar' }).waitFor({ state: 'detached' });
    const blocked = () =>
      callDemo<{ numbers: { number: string }[] }>(harness.demo, '/api/blacklist?limit=1000').then(
        ({ numbers }) => numbers.some(({ number }) => number === UNREACHABLE),
      );
    await becomes(blocked, true);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
