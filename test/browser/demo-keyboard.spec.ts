import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';

const DELAYS = { acceptMs: 5, deliveryMs: [10, 50] } as const;

describeBrowser('the demo with the keyboard', () => {
  const harness = demoHarness({ delays: DELAYS, outbox: { lookUpAfterMs: [10] } });

  it('skips the navigation, composes, reviews and sends, and focuses the heading of the report', async () => {
    const page = await harness.pages.open('/');
    const { keyboard } = page;
    await page.locator('[data-slot=sms-composer]').waitFor();
    await tabTo(page, '.skip');
    await keyboard.press('Enter');
    await tabTo(page, 'textarea');
    await keyboard.type('0530 000 00 01');
    await tabTo(page, '[data-slot=sms-composer-message] textarea');
    await keyboard.type('Klavyeyle yazildi');
    await tabTo(page, '[data-slot=sms-composer-kind] input');
    await keyboard.press('Space');
    await tabTo(page, '[data-slot=sms-composer-sender] select');
    await keyboard.type('MAVIKARGO');
    await tabTo(page, '[data-slot=sms-composer-footer] button');
    await keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    // The dialog returns the focus to the element that opened it.
    await focused(page, '[data-slot=sms-composer-footer] button');
    await keyboard.press('Enter');
    await tabTo(page, 'dialog[open] [data-kind=primary]:not([aria-disabled])');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Order report' }).waitFor();
    await focused(page, 'h1');
    await page.locator('.page-lead .state[data-state=completed]').waitFor();
    expect(harness.demo.emulator?.inbox({ text: 'Klavyeyle yazildi' })).toHaveLength(1);
  });

  it('opens the pages and an order of the list, and returns', async () => {
    await order('Listede durur');
    const page = await harness.pages.open('/');
    const { keyboard } = page;
    await tabTo(page, '.nav a[href="/orders"]');
    await keyboard.press('Enter');
    await page.locator('.sms-orders-link').first().waitFor();
    await focused(page, 'h1');
    await tabTo(page, '.sms-orders-link');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Order report' }).waitFor();
    await tabTo(page, '[data-slot=report-table] input, .report input');
    await keyboard.type('0530');
    await tabTo(page, '.page-foot a');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/orders');
  });

  it('injects a fault, sends an order, resolves it, and advances the clock', async () => {
    const page = await harness.pages.open('/faults');
    const { keyboard } = page;
    await tabTo(page, '.fault-form select');
    await keyboard.type('Drops the connection');
    await tabTo(page, '.fault-form button');
    await keyboard.press('Enter');
    await page.locator('.fault-list li').waitFor();
    await tabTo(page, '.watched > button');
    await keyboard.press('Enter');
    await page.locator('.watched .state[data-state=held]').waitFor();
    await tabTo(page, '.watched .order-row');
    await keyboard.press('Enter');
    await tabTo(page, '.held input[type=radio]');
    await keyboard.press('Space');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await page.locator('#decision-drop:checked').waitFor();
    await tabTo(page, '.held button');
    await keyboard.press('Enter');
    await page.locator('.page-lead .state[data-state=failed]').waitFor();

    await tabTo(page, '.nav a[href="/faults"]', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.locator('.clock-now').waitFor();
    const before = harness.demo.emulator?.now().getTime() ?? 0;
    await tabTo(page, '.clock .button');
    await keyboard.press('Enter');
    await becomes(async () => (harness.demo.emulator?.now().getTime() ?? 0) - before >= 60_000, true);
    expect(harness.demo.emulator?.inbox({ text: 'Test message' })).toEqual([]);
  });

  function order(text: string): Promise<unknown> {
    const body = { kind: 'transactional', sender: 'MAVIKITAP', text, recipients: ['5300000001'] };
    return fetch(`${harness.demo.url}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
});

/** Presses Tab, at most 80 times, until a matching visible element has the focus. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached' });
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (!there) continue;
    expect([selector, await page.evaluate(ringIsSeen)]).toEqual([selector, true]);
    return;
  }
  throw new Error(`The Tab key never reached ${selector}.`);
}

function ringIsSeen(): boolean {
  const seen = (element: Element | null): boolean => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  };
  // A field may show the focus on its container.
  return (
    seen(document.activeElement) || seen(document.activeElement?.closest('label, fieldset, div') ?? null)
  );
}

async function focused(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
}
