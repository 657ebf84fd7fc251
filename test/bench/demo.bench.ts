/**
 * The demo as a newcomer meets it: what the first page weighs and when it can be used, a report of 50,000 recipients
 * while delivery reports stream in, and what ten such orders leave in the server's memory.
 */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/launch.ts';
import { startDemoProcess, WEB_ROOT, type DemoProcess } from './demo-process.ts';
import { defineBench, row, summarise } from './harness.ts';
import { servePages } from './report-table-pages.ts';
import { deliver } from './webhook-calls.ts';

const RECIPIENTS = 50_000;
const ORDERS = 10;
const ROUNDS = 3;
/** Webhooks arrive at this share of the rate that the server takes without a watcher, so that the page has time too. */
const SHARE = 1 / 3;
const UNWATCHED = 10_000;
const LIVE_SECONDS = 5;
const BARE_PAGE = 'a bare React page';
const BARE_FRAME = 'the longest frame of a bare page';
/** The most that the first page and a report may take, in times of a bare page that shows one text box. */
const FIRST_PAGE = 7.5;
const REPORT = 12;

interface MadeOrder {
  readonly id: string;
  readonly providerOrderId: string;
}

export default defineBench('demo', async () => {
  const browser = await launchChromium();
  const demo = await startDemoProcess();
  const pages = await servePages();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  try {
    const first = await firstPages(browser, demo, pages.url('bare'));
    const bareFrame = { [BARE_FRAME]: summarise(await bareFrames(browser, pages.url('bare'))) };
    const unwatched = reports(await makeOrder(demo, ORDERS), 0, UNWATCHED);
    const offered = Math.floor((await deliver(agent, demo.webhookUrl, unwatched)) * SHARE);
    const liveCount = Math.min(RECIPIENTS, offered * LIVE_SECONDS);
    const opened: number[] = [];
    const longest: number[] = [];
    const rates: number[] = [];
    let memory = 0;
    for (let count = 0; count < ORDERS; count += 1) {
      const order = await makeOrder(demo, count);
      const page = await openReport(browser, demo, order, opened);
      if (count < ROUNDS) {
        const live = await watchLive(page, () =>
          deliver(agent, demo.webhookUrl, reports(order, 0, liveCount), offered),
        );
        longest.push(live.longestFrame);
        rates.push(live.rate);
      }
      const from = count < ROUNDS ? liveCount : 0;
      await deliver(agent, demo.webhookUrl, reports(order, from, RECIPIENTS));
      await page.locator('.page-lead .state[data-state=completed]').waitFor({ timeout: 300_000 });
      await page.context().close();
      memory = demo.memoryMb();
    }
    return [
      row({
        case: 'first page: script, gzipped',
        unit: 'kB',
        ours: summarise(first.scriptKb),
        bar: { max: 200 },
        higherIsBetter: false,
      }),
      row({
        case: 'first page can be used, slowed 4×',
        unit: 'ms',
        ours: summarise(first.usableMs),
        peers: { [BARE_PAGE]: summarise(first.bareMs.slowed) },
        bar: { peers: { [BARE_PAGE]: 1 / FIRST_PAGE } },
        higherIsBetter: false,
      }),
      row({
        case: 'report of 50,000 recipients opens',
        unit: 'ms',
        ours: summarise(opened),
        peers: { [BARE_PAGE]: summarise(first.bareMs.full) },
        bar: { peers: { [BARE_PAGE]: 1 / REPORT } },
        higherIsBetter: false,
      }),
      row({
        case: 'the same, live: webhooks taken at a third of the rate without a page',
        unit: 'webhooks/s',
        ours: summarise(rates),
        peers: { offered: summarise([offered]) },
        bar: { peers: { offered: 0.98 } },
        higherIsBetter: true,
      }),
      row({
        case: 'the same, live: longest frame',
        unit: 'ms',
        ours: summarise(longest),
        peers: bareFrame,
        bar: { peers: { [BARE_FRAME]: 1 / 6 } },
        higherIsBetter: false,
      }),
      row({
        case: `server after ${ORDERS} such orders`,
        unit: 'MB',
        ours: summarise([memory]),
        bar: { max: 500 },
        higherIsBetter: false,
      }),
    ];
  } finally {
    agent.destroy();
    await browser.close();
    await demo.close();
    pages.close();
  }
});

/** A fresh profile each time: nothing is cached. */
async function firstPages(
  browser: Browser,
  demo: DemoProcess,
  bareUrl: string,
): Promise<{ scriptKb: number[]; usableMs: number[]; bareMs: { slowed: number[]; full: number[] } }> {
  const scriptKb: number[] = [];
  const usableMs: number[] = [];
  const bareMs = { slowed: [] as number[], full: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const page = await newPage(browser);
    const scripts = new Set<string>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.add(new URL(response.url()).pathname);
    });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const usable = await shownAfter(page, demo.url, '[data-slot=sms-composer] textarea');
    if (round >= 0) {
      const bytes = [...scripts].map((path) => gzipSync(readFileSync(join(WEB_ROOT, path))).length);
      scriptKb.push(bytes.reduce((sum, size) => sum + size, 0) / 1000);
      usableMs.push(usable);
    }
    await page.context().close();
    for (const rate of [4, 1]) {
      const ms = await bareShownAfter(browser, bareUrl, rate);
      if (round >= 0) bareMs[rate === 4 ? 'slowed' : 'full'].push(ms);
    }
  }
  return { scriptKb, usableMs, bareMs };
}

/** Milliseconds until a page with one text box, rendered by React, shows it. */
async function bareShownAfter(browser: Browser, url: string, slowedTimes: number): Promise<number> {
  const page = await newPage(browser);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });
  const ms = await shownAfter(page, url, 'textarea');
  await page.context().close();
  return ms;
}

/** The longest frame of a page that does nothing, over as long as a report is watched. */
async function bareFrames(browser: Browser, url: string): Promise<number[]> {
  const page = await newPage(browser);
  await page.goto(url);
  const { longestFrame } = await watchLive(page, async () => {
    await page.waitForTimeout(LIVE_SECONDS * 1_000);
    return 0;
  });
  await page.context().close();
  return [longestFrame];
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('demo.locale', 'en'));
  return page;
}

/** Milliseconds from the navigation to the first frame in which such an element stands there. */
async function shownAfter(page: Page, url: string, selector: string): Promise<number> {
  await page.addInitScript((wanted) => {
    const look = (now: number): void => {
      if (document.querySelector(wanted) === null) requestAnimationFrame(look);
      else document.documentElement.dataset['shownAt'] = String(now);
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(url);
  await page.locator('html[data-shown-at]').waitFor({ timeout: 60_000 });
  return Number(await page.locator('html').getAttribute('data-shown-at'));
}

async function makeOrder(demo: DemoProcess, count: number): Promise<MadeOrder> {
  const response = await fetch(`${demo.url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'transactional',
      sender: 'EMULATOR',
      text: `Mağazamız yarın kapalıdır. ${count}`,
      recipients: Array.from({ length: RECIPIENTS }, (_, index) => numberAt(index)),
    }),
  });
  const { campaignId: id } = (await response.json()) as { campaignId: string };
  for (;;) {
    const { orders } = (await (await fetch(`${demo.url}/api/orders/${id}`)).json()) as {
      orders: { orderId?: string }[];
    };
    const providerOrderId = orders[0]?.orderId;
    if (providerOrderId !== undefined) return { id, providerOrderId };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function openReport(
  browser: Browser,
  demo: DemoProcess,
  { id }: MadeOrder,
  opened: number[],
): Promise<Page> {
  const page = await newPage(browser);
  const row = '[data-slot=report-table] [role=row] [role=gridcell]';
  opened.push(await shownAfter(page, `${demo.url}/orders/${id}`, row));
  await page.locator('.connection[data-connection=live]').waitFor();
  return page;
}

/** The longest gap between two frames during the work. */
async function watchLive(
  page: Page,
  work: () => Promise<number>,
): Promise<{ longestFrame: number; rate: number }> {
  await page.evaluate(() => {
    let last = performance.now();
    let longest = 0;
    const look = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      document.documentElement.dataset['longest'] = String(longest);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const rate = await work();
  return { longestFrame: Number(await page.locator('html').getAttribute('data-longest')), rate };
}

const numberAt = (index: number): string => `+9053${10_000_000 + index}`;

/** One delivered in each; every fiftieth cannot be reached. */
function reports({ providerOrderId }: MadeOrder, from: number, to: number): object[] {
  return Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    return {
      id: Number(providerOrderId) * RECIPIENTS + index,
      packet_id: Number(providerOrderId),
      status: index % 50 === 0 ? 'undelivered' : 'delivered',
      to: numberAt(index),
      body: 'Mağazamız yarın kapalıdır.',
    };
  });
}
