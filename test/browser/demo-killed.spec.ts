import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import type { Browser } from 'playwright-core';
import { becomes } from '../support/becomes.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';

const DEMO = fileURLToPath(new URL('../../apps/demo/dist/server/main.js', import.meta.url));
const RECIPIENTS = 250_000;
/** Five orders of the maximum size, an expired lease and a look-up in the reports take long on a slow machine. */
const TIMEOUT_MS = 120_000;
const TEXT = 'Mağazamız yarın kapalıdır.';

/** Starts the demo in a process that can be killed. */
class DemoProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(args: readonly string[]): Promise<DemoProcess> {
    const child = spawn(process.execPath, [DEMO, ...args], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (url !== undefined) return new DemoProcess(child, url);
    }
    throw new Error('The demo ended before it served.');
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
    return this.child.exitCode;
  }
}

describeBrowser('the demo killed during a campaign', () => {
  let emulator: Emulator;
  let browser: Browser;
  let data: string;
  let demo: DemoProcess | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'demo-killed-'));
    // The provider outlives the demo, and delivers after the test.
    emulator = await startEmulator({ settings: { acceptMs: 3_600_000 } });
  });

  afterEach(async () => {
    await demo?.end('SIGTERM');
    await emulator?.close();
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  afterAll(async () => {
    await browser?.close();
  });

  const start = (port: string) =>
    DemoProcess.start(['--empty', '--port', port, '--data', data, '--emulator', emulator.url]);

  /** Returns the sizes of the provider's orders. */
  async function ordersThere(): Promise<number[]> {
    const response = await fetch(`${emulator.url}/_emulator/orders?limit=100`);
    const orders = (await response.json()) as { total: number }[];
    return orders.map(({ total }) => total);
  }

  it('submits exactly five orders after a restart', async () => {
    demo = await start('0');
    const { port } = new URL(demo.url);
    const page = await browser.newPage();
    await page.addInitScript(() => localStorage.setItem('demo.locale', 'en'));
    page.setDefaultTimeout(TIMEOUT_MS);
    await page.goto(demo.url);
    await page.getByRole('button', { name: 'Try a campaign of 250,000' }).click();
    await page.locator('[data-slot=recipients-field-chosen]').getByText('250,000 recipients').waitFor();
    await page.locator('[data-slot=sms-composer-message] textarea').fill(TEXT);
    await page.locator('[data-slot=sms-composer-kind] input').first().check();
    await page.locator('[data-slot=sms-composer-footer] button').click();

    // Kill the demo after the provider accepted the second order and before its response arrives.
    const slow = { endpoint: 'send-sms', fault: 'slow', times: 1, skip: 1, delayMs: 600_000 } as const;
    emulator.addFault(slow);
    await page.locator('dialog[open] [data-kind=primary]').click();
    await becomes(async () => (await ordersThere()).length, 2, TIMEOUT_MS);
    // Wait until the page has received the response with the campaign.
    await page.getByRole('heading', { name: 'Campaign report' }).waitFor();
    await demo.end('SIGKILL');
    expect(await ordersThere()).toHaveLength(2);

    demo = await start(port);
    await page.getByRole('heading', { name: 'Campaign report' }).waitFor();
    await becomes(async () => (await ordersThere()).length, 5, TIMEOUT_MS);
    // The open page reconnects and shows how the second order was found.
    const orders = page.locator('.campaign-order');
    await becomes(() => orders.locator('.state[data-state=sending]').count(), 5, TIMEOUT_MS);
    const sizes = await ordersThere();
    expect(sizes).toEqual([50_000, 50_000, 50_000, 50_000, 50_000]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(RECIPIENTS);
    expect(new Set(await orders.locator('.campaign-id').allInnerTexts()).size).toBe(5);
    expect(await demo.end('SIGTERM')).toBe(0);
  }, 400_000);
});
