import { beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { callDemo } from '../support/demo-page.js';

/** Recipients of the orders: all messages of the first one are delivered, and none of the scheduled ones. */
const RECIPIENTS = { delivered: 2, scheduled: [48, 120] } as const;

describeBrowser('the demo in forced colours', () => {
  const harness = demoHarness({ empty: true, delays: { acceptMs: 5, deliveryMs: [10, 50] } });

  beforeAll(async () => {
    const order = (text: string, count: number, sendAt?: Date) =>
      callDemo(harness.demo, '/api/orders', {
        kind: 'transactional',
        sender: 'EMULATOR',
        text,
        recipients: Array.from({ length: count }, (_, index) => `5300000${100 + index}`),
        ...(sendAt && { sendAt: sendAt.toISOString() }),
      });
    const tomorrow = new Date(Date.now() + 86_400_000);
    for (const count of RECIPIENTS.scheduled) await order(`Yarın, ${count} kişi`, count, tomorrow);
    await order('Bugün, iki kişi', RECIPIENTS.delivered);
  });

  async function open(path: string): Promise<Page> {
    const page = await harness.pages.open(path);
    await page.emulateMedia({ forcedColors: 'active' });
    return page;
  }

  it.each([
    ['/overview', '.order-row', '.progress'],
    ['/orders', '[data-slot=orders-table-row]', '.sms-status-bar-track'],
  ])('%s: fills the bar of 2 of 2, and not those of 0 of 48 and 0 of 120', async (path, row, bar) => {
    const page = await open(path);
    const bars = (hasText: string): Locator => page.locator(row, { hasText }).locator(bar);
    const full = bars('Completed');
    await full.waitFor();
    expect(await bars('Scheduled').count()).toBe(RECIPIENTS.scheduled.length);
    const fill = await filledShare(full);
    expect(fill).toBeGreaterThan(0.9);
    for (const empty of await bars('Scheduled').all())
      expect(await filledShare(empty)).toBeLessThan(fill - 0.3);
  });

  it('marks the current item of each navigation, and the focus on it', async () => {
    const page = await open('/consents');
    for (const [list, current, other] of [
      ['.nav', '[aria-current]', 'a:not([aria-current])'],
      ['.places nav', '[aria-current]', 'a:not([aria-current])'],
    ] as const) {
      const mark = (link: Locator) =>
        link.evaluate((element) => {
          const { backgroundColor, borderBlockEndColor, borderInlineStartColor, color } =
            getComputedStyle(element);
          return [backgroundColor, borderBlockEndColor, borderInlineStartColor, color].join();
        });
      const links = page.locator(list);
      const [marked, plain] = [links.locator(current).first(), links.locator(other).first()];
      expect([list, await mark(marked)]).not.toEqual([list, await mark(plain)]);

      const before = await marked.screenshot();
      await page.keyboard.press('Tab');
      await marked.focus();
      const focused = await marked.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect([list, focused]).toEqual([list, 'solid']);
      expect(before.equals(await marked.screenshot())).toBe(false);
      await marked.blur();
    }
  });
});

/** Returns the share of the pixels of a bar that have another colour than the page, without its border. */
async function filledShare(bar: Locator): Promise<number> {
  const { data, info } = await sharp(await bar.screenshot())
    .raw()
    .toBuffer({ resolveWithObject: true });
  const canvas = await bar.evaluate((element) => getComputedStyle(element).backgroundColor);
  const ground = [...canvas.matchAll(/\d+/g)].slice(0, 3).map(Number);
  let [filled, all] = [0, 0];
  for (let y = 2; y < info.height - 2; y += 1)
    for (let x = 4; x < info.width - 4; x += 1) {
      const at = (y * info.width + x) * info.channels;
      all += 1;
      if (ground.some((value, channel) => Math.abs(value - (data[at + channel] ?? 0)) > 40)) filled += 1;
    }
  return filled / all;
}
