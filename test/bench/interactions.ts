import type { Page } from 'playwright-core';

/** Repeats an interaction with real input; the time from each to the next paint in ms, fastest first. */
export type TimeEach = (interact: (time: number) => Promise<unknown>, times: number) => Promise<number[]>;

/** The browser leaves out what took less, and rounds to 8 ms. */
const LEAST = 16;

/**
 * Slows a page's processor and has the browser time what people do there: Event Timing, the measure behind
 * "interaction to next paint".
 */
export async function slowedInteractions(page: Page, slowedTimes: number): Promise<TimeEach> {
  await page.evaluate((durationThreshold) => {
    window.interactions = {};
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const id = 'interactionId' in entry ? Number(entry.interactionId) : 0;
        if (id > 0) window.interactions[id] = Math.max(window.interactions[id] ?? 0, entry.duration);
      }
    }).observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
  }, LEAST);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });
  return async (interact, times) => {
    await page.evaluate(() => {
      window.interactions = {};
    });
    for (let time = 0; time < times; time += 1) {
      await interact(time);
      await page.evaluate(rest);
    }
    const measured = Object.values(await page.evaluate(() => window.interactions));
    while (measured.length < times) measured.push(LEAST);
    return measured.toSorted((a, b) => a - b);
  };
}

/** The entry arrives after the paint that ends it, and work left over must not run into the next interaction. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestIdleCallback(() => requestAnimationFrame(() => resolve())));
  });

declare global {
  interface Window {
    interactions: Record<number, number>;
  }
}
