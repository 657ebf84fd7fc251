import { expect, it } from '@jest/globals';
import type { CampaignDetail } from 'iletimerkezi-core';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { callDemo } from '../support/demo-page.js';

const WIDTHS = [360, 768, 1280, 1680];

describeBrowser('commands and shortcuts of the demo', () => {
  const harness = demoHarness({
    empty: true,
    delays: { acceptMs: 5, deliveryMs: [10, 50] },
    outbox: { lookUpAfterMs: [10] },
  });
  const path = (page: Page): string => new URL(page.url()).pathname;
  const dialog = (page: Page) => page.getByRole('dialog');

  it('opens a page by Ctrl+K and a few letters without Turkish marks, also from a text field', async () => {
    const page = await harness.pages.open('/', { locale: 'tr' });
    await page.locator('textarea').first().focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('izinler');
    expect(await dialog(page).getByRole('option').first().textContent()).toContain('İzinler');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'İzinler' }).waitFor();
    expect(path(page)).toBe('/consents');
  });

  it('finds an order by its text, and the person with a number', async () => {
    await order('Kış indirimi başladı', '5300000001');
    const page = await harness.pages.open('/faults');
    await page.keyboard.press('Control+k');
    await dialog(page).getByRole('combobox').fill('KIS INDIRIMI');
    await dialog(page).getByRole('option', { name: 'Kış indirimi başladı' }).click();
    await page.getByRole('heading', { level: 1, name: 'Order report' }).waitFor();
    await page.waitForFunction(() => document.title.startsWith('Kış indirimi başladı · Order report'));

    await page.keyboard.press('Control+k');
    await dialog(page).getByRole('combobox').fill('0530 000 00 01');
    await dialog(page).getByRole('option', { name: 'Consents of +90 530 000 00 01' }).click();
    await page.getByRole('heading', { level: 1, name: '+90 530 000 00 01' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Breadcrumb' })
      .getByRole('link', { name: 'Consents' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Consents' }).waitFor();
  });

  it('closes the menu with Esc, and returns the focus', async () => {
    const page = await harness.pages.open('/orders');
    const button = page.locator('.side .commands-button');
    await button.click();
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('opens pages and the search of the page by keys, but not while the person types', async () => {
    const page = await harness.pages.open('/phones');
    // On a busy machine the second key may come too late for the sequence.
    const pressBoth = async (): Promise<string> => {
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      return path(page);
    };
    await becomes(pressBoth, '/consents');
    await page.getByRole('heading', { level: 1, name: 'Consents' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'New order' }).waitFor();
    const message = page.locator('[data-slot=sms-composer-message] textarea');
    await message.focus();
    await page.keyboard.type('c?/go');
    expect([await message.inputValue(), path(page)]).toEqual(['c?/go', '/']);
    expect(await dialog(page).count()).toBe(0);
  });

  it('lists the shortcuts by "?", and keeps single keys off after they were turned off', async () => {
    const page = await harness.pages.open('/orders');
    await page.keyboard.press('?');
    expect(await axeViolations(page)).toEqual([]);
    await dialog(page).getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.keyboard.press('?');
    expect([path(page), await dialog(page).count()]).toEqual(['/orders', 0]);
    expect(await page.evaluate(() => localStorage.getItem('demo.singleKeys'))).toBe('false');
    await page.keyboard.press('Control+k');
    await dialog(page).getByRole('combobox').fill('shortcuts');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await dialog(page).getByRole('checkbox').isChecked()).toBe(false);
  });

  it.each(WIDTHS)(
    'has no violations reported by axe and scrolls nowhere sideways at %i px',
    async (width) => {
      const page = await harness.pages.open(width < 640 ? '/more' : '/orders', { locale: 'tr', width });
      await page.locator('.commands-button:visible').click();
      await dialog(page).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const { scrollWidth, clientWidth } = await dialog(page).evaluate((element) => ({
        scrollWidth: element.scrollWidth,
        clientWidth: element.clientWidth,
      }));
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    },
  );

  it('leads from a number in the bill of an order to the person', async () => {
    const { campaignId } = await order('Ücret', '5300000007');
    const page = await harness.pages.open(`/orders/${campaignId}`);
    await page.locator('.bill summary').click();
    await page.locator('.bill').getByRole('link', { name: '+90 530 000 00 07' }).click();
    await page.getByRole('heading', { level: 1, name: '+90 530 000 00 07' }).waitFor();
  });

  it('records the refusal of a person without a record', async () => {
    const page = await harness.pages.open('/consents/people/%2B905399999999');
    await page.getByRole('button', { name: 'Record a refusal' }).click();
    await dialog(page).getByLabel('Channel').selectOption('ARAMA');
    await dialog(page).getByRole('button', { name: 'Record the refusal' }).click();
    await page.locator('.standing li[data-channel=ARAMA] [data-decision=RET]').waitFor();
    await page.getByRole('button', { name: 'Record a refusal for another channel' }).waitFor();
  });

  it('claims on the overview neither that all is well beside a failed order, nor a share of scheduled messages', async () => {
    const page = await harness.pages.open('/overview');
    await order('Bugün', '5300000001');
    await order('Yarın', '5300000002', new Date(Date.now() + 86_400_000));
    await page.locator('.order-row .state[data-state=scheduled]').waitFor();
    await page.locator('[data-slot=delivery-chart-summary]', { hasText: '(100%)' }).waitFor();
    const lead = page.locator('.page-lead');
    await lead.getByText('Provider, outbox and consent records work').waitFor();

    await callDemo(harness.demo, '/api/emulator/faults', {
      endpoint: 'send-sms',
      fault: 'cut-before-accept',
      times: 1,
    });
    const { campaignId: id } = await order('Kaybolan', '5300000003');
    await lead.getByText('1 order waits for your decision.').waitFor();
    const { orders } = await callDemo<CampaignDetail>(harness.demo, `/api/orders/${id}`);
    await callDemo(harness.demo, `/api/orders/${id}/orders/${orders[0]?.id}/resolve`, { decision: 'drop' });
    await lead.getByText('1 of the newest orders failed.').waitFor();
    expect(await lead.textContent()).not.toContain('work');
  });

  function order(text: string, recipient: string, sendAt?: Date): Promise<{ campaignId: string }> {
    return callDemo(harness.demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text,
      recipients: [recipient],
      ...(sendAt && { sendAt: sendAt.toISOString() }),
    });
  }
});
