import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';

const DELAYS = { acceptMs: 5, deliveryMs: [20, 60] } as const;

describeBrowser('the sign-in page of the demo', () => {
  const harness = demoHarness({ empty: true, delays: DELAYS, syncMs: 200 });

  /** Enters a number and sends a code, with the keyboard only. */
  async function sendCode(page: Page, phone: string): Promise<void> {
    await page.getByLabel('Mobile phone').fill(phone);
    await page.keyboard.press('Enter');
    await page.locator('[data-slot=phone-verification][data-step=code]').waitFor();
  }

  async function codeTo(phone: string): Promise<string> {
    const [message] = (await harness.demo.emulator?.waitForMessages({ to: phone, code: true })) ?? [];
    return message?.code ?? '';
  }

  const wrongOf = (code: string): string => `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;

  it('signs in with the code on the phone beside it, with the keyboard only', async () => {
    const page = await harness.pages.open('/sign-in');
    await sendCode(page, '0536 000 00 11');
    const code = await codeTo('+905360000011');
    await page.locator('[data-slot=phone-thread-bubble]').filter({ hasText: code }).waitFor();

    await page.keyboard.type(wrongOf(code));
    await page.getByText(/4 attempts left/i).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.type(code);
    const done = page.getByRole('heading', { name: 'You are signed in' });
    await done.waitFor();
    await becomes(() => done.evaluate((heading) => heading === document.activeElement), true);
    await page.locator('.sign-in-done').getByText('536 000 00 11').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Mobile phone').waitFor();
  });

  it('does not sign in twice with one verification, or without one', async () => {
    const post = async (
      path: string,
      body: object,
      id?: string,
    ): Promise<[number, Record<string, unknown>]> => {
      const response = await fetch(`${harness.demo.url}/api/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(id !== undefined && { 'x-phone-verification': id }),
        },
        body: JSON.stringify(body),
      });
      return [response.status, (await response.json()) as Record<string, unknown>];
    };
    const phone = '+905360000012';
    const [, started] = await post('phone-verification/start', { phone });
    const id = String(started['id']);
    expect((await post('sign-in', {}, id))[0]).toBe(403);
    expect((await post('sign-in', {}))[0]).toBe(403);
    expect(await post('phone-verification/check', { id, code: await codeTo(phone) })).toEqual([
      200,
      { status: 'verified', now: expect.any(String) },
    ]);
    expect(await post('sign-in', {}, id)).toEqual([200, { phone }]);
    expect((await post('sign-in', {}, id))[0]).toBe(403);
  });

  it('offers a resend at once when the message is not delivered', async () => {
    const page = await harness.pages.open('/sign-in');
    await page.getByRole('button', { name: /999 90 08/ }).click();
    await page.getByRole('button', { name: 'Send code' }).click();
    await page.getByText('The message could not be delivered').waitFor();
    await page.getByRole('button', { name: 'Send the code again', disabled: false }).waitFor();
  });
});
