import { afterEach, expect, it } from '@jest/globals';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { callDemo } from '../support/demo-page.js';

describeBrowser('actions that can be undone in the demo', () => {
  const harness = demoHarness({ empty: true });

  afterEach(async () => {
    await fetch(`${harness.demo.url}/api/emulator/faults`, { method: 'DELETE' });
  });

  it('adds removed faults again, by keyboard', async () => {
    const fault = { endpoint: 'send-sms', fault: 'throttle', times: 7 };
    await callDemo(harness.demo, '/api/emulator/faults', fault);
    await callDemo(harness.demo, '/api/emulator/faults', { ...fault, fault: 'slow', times: 2 });
    const page = await harness.pages.open('/faults');
    await page.getByRole('button', { name: 'Remove all faults' }).click();
    await page.locator('.faults-none').waitFor();
    const status = page.locator('[data-slot=toaster-list]');
    await status.getByText('2 faults removed.').waitFor();
    await page.keyboard.press('F8');
    await page.keyboard.press('Enter');
    await page.locator('.fault-list li').nth(1).waitFor();
    await status.getByText('2 faults removed.').waitFor({ state: 'detached' });
    const { faults } = await callDemo<{ faults: object[] }>(harness.demo, '/api/emulator');
    expect(faults).toHaveLength(2);
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ fault: 'throttle', remaining: 7 }),
        expect.objectContaining({ fault: 'slow', remaining: 2 }),
      ]),
    );
  });

  it.each([360, 1280])('displays the toast above the navigation at %i px', async (width) => {
    await callDemo(harness.demo, '/api/emulator/faults', {
      endpoint: 'send-sms',
      fault: 'slow',
      times: 1,
    });
    const page = await harness.pages.open('/faults', { locale: 'tr', width });
    await page.getByRole('button', { name: /^Kaldır: / }).click();
    const undo = page.getByRole('button', { name: 'Geri al' });
    await undo.waitFor();
    const isOnTop = await undo.evaluate((button) => {
      const { x, y, width: w, height: h } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(x + w / 2, y + h / 2));
    });
    expect(isOnTop).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

describeBrowser('the filters of the orders page', () => {
  const harness = demoHarness({ empty: true });

  const send = (text: string) =>
    callDemo(harness.demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text,
      recipients: ['05301234567'],
    });

  it('are in the URL, survive a reload and the way back from an order, and are cleared by keyboard', async () => {
    await send('Kargonuz yolda');
    await send('Randevunuz yarın');
    const page = await harness.pages.open('/orders');
    const titles = page.locator('.sms-orders-link');
    await titles.nth(1).waitFor();
    await page.getByRole('searchbox').fill('KARGO');
    await becomes(() => titles.allInnerTexts(), ['Kargonuz yolda']);
    await page.getByRole('button', { name: 'Date' }).click();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    const { searchParams } = new URL(page.url());
    expect([...searchParams.keys()]).toEqual(['q', 'from', 'to']);
    expect(searchParams.get('q')).toBe('KARGO');

    await page.reload();
    await becomes(() => titles.allInnerTexts(), ['Kargonuz yolda']);
    await titles.click();
    await page.getByRole('heading', { level: 1, name: 'Order report' }).waitFor();
    await page.goBack();
    await becomes(() => titles.allInnerTexts(), ['Kargonuz yolda']);
    await page.getByRole('button', { name: 'Clear filters' }).focus();
    await page.keyboard.press('Enter');
    await becomes(() => titles.count(), 2);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });
});
