import { afterEach, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { callDemo, importConsents } from '../support/demo-page.js';

/** A promise that is resolved by the test. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** A response that is delayed until the test releases it. */
interface HeldAnswer {
  /** Resolves when the server has responded. */
  readonly answered: Promise<void>;
  /** Releases the response, and resolves when the page has received it. */
  release(): Promise<void>;
}

/** Delays the response of the next request with this method and path. Later requests are not delayed. */
async function holdAnswer(page: Page, method: string, path: RegExp): Promise<HeldAnswer> {
  const answered = gate();
  const released = gate();
  let isHeld = false;
  await page.route(path, async (route: Route) => {
    if (isHeld || route.request().method() !== method) return route.fallback();
    isHeld = true;
    const response = await route.fetch();
    answered.open();
    await released.passed;
    return route.fulfill({ response });
  });
  return {
    answered: answered.passed,
    release: async () => {
      const received = page.waitForResponse(
        (response) => response.request().method() === method && path.test(response.url()),
      );
      released.open();
      await (await received).finished();
      // The page renders the response in the next frame.
      await page.evaluate(
        () =>
          new Promise<void>((done) => {
            requestAnimationFrame(() => requestAnimationFrame(() => done()));
          }),
      );
    },
  };
}

describeBrowser('a response of the demo that is older than an event', () => {
  const harness = demoHarness({ empty: true, delays: { acceptMs: 5, deliveryMs: [20, 400] } });
  afterEach(async () => {
    await fetch(`${harness.demo.url}/api/emulator/faults`, { method: 'DELETE' });
  });

  it('does not show a finished verification as running', async () => {
    await importConsents(harness.demo, [{ recipient: '0532 765 43 21' }]);
    const page = await harness.pages.open('/consents/verification');
    const held = await holdAnswer(page, 'POST', /\/api\/consents\/verifications$/);
    await page.getByRole('button', { name: 'Verify now' }).click();
    await held.answered;
    const run = page.locator('.runs > li').first();
    await run.and(page.locator('[data-run=done]')).waitFor();
    const shown = await run.innerText();
    await held.release();
    expect(await run.getAttribute('data-run')).toBe('done');
    expect(await run.innerText()).toBe(shown);
    await page.getByRole('button', { name: 'Verify now' }).waitFor();
  });

  it('shows the end of a verification that ended before the page subscribed', async () => {
    await importConsents(harness.demo, [{ recipient: '0532 765 43 22' }]);
    const page = await harness.pages.open('/more');
    const opened = gate();
    await page.route(/\/api\/consents\/verifications\/events$/, async (route) => {
      await opened.passed;
      await route.continue();
    });
    await page.goto(`${harness.demo.url}/consents/verification`);
    await page.getByRole('button', { name: 'Verify now' }).click();
    await becomes(async () => {
      const { runs } = await callDemo<{ runs: { state: string }[] }>(
        harness.demo,
        '/api/consents/verifications',
      );
      return runs[0]?.state;
    }, 'done');
    opened.open();
    await page.locator('.runs > li').first().and(page.locator('[data-run=done]')).waitFor();
  });

  it('does not show a removed fault again', async () => {
    const page = await harness.pages.open('/faults');
    await page.locator('.faults-none').waitFor();
    const held = await holdAnswer(page, 'POST', /\/api\/emulator\/faults$/);
    await page.locator('.fault-form button[type=submit]').click();
    await held.answered;
    await page.locator('.fault-list li').waitFor();
    await fetch(`${harness.demo.url}/api/emulator/faults`, { method: 'DELETE' });
    await page.locator('.faults-none').waitFor();
    // No later request may hide the effect of the late response.
    await page.route(/\/api\/emulator$/, () => undefined);
    await held.release();
    expect(await page.locator('.fault-list li').count()).toBe(0);
  });

  it('sends one request for repeated clicks', async () => {
    const page = await harness.pages.open('/consents/verification');
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    const held = await holdAnswer(page, 'POST', /\/api\/consents\/verifications$/);
    const button = page.getByRole('button', { name: 'Verify now' });
    await button.evaluate((element: HTMLButtonElement) => {
      element.click();
      element.click();
    });
    await held.answered;
    await held.release();
    expect(posts).toHaveLength(1);
  });

  it('does not show a resumed order as paused', async () => {
    // Without credit the lane stops and keeps its orders.
    await fetch(`${harness.demo.emulator?.url}/_emulator/accounts/emulator`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ balance: 0 }),
    });
    const { campaignId: id } = await callDemo<{ campaignId: string }>(harness.demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text: 'Bekleyen bir mesaj',
      recipients: ['0532 765 43 23'],
    });
    const page = await harness.pages.open(`/orders/${id}`);
    const held = await holdAnswer(page, 'POST', /\/pause$/);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await held.answered;
    await page.getByRole('button', { name: 'Resume', exact: true }).waitFor();
    await callDemo(harness.demo, `/api/orders/${id}/resume`, {});
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await held.release();
    expect(await page.getByRole('button', { name: 'Resume', exact: true }).count()).toBe(0);
  });
});
