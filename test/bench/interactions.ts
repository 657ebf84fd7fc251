import type { Page } from 'playwright-core';

/** Repeats an interaction with real input; the slowest one from the event to the next paint, in ms. */
export type WorstOf = (interact: (time: number) => Promise<unknown>, times: number) => Promise<number>;

/**
 * Slows a page's processor and has the browser time what people do there: Event Timing, the measure behind
 * "interaction to next paint". The browser rounds to 8 ms and leaves out what took less than 16 ms; such counts as 16.
 */
export async function worstInteraction(page: Page, slowedTimes: number): Promise<WorstOf> {
  await page.evaluate(() => {
    window.interactions = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('interactionId' in entry && Number(entry.interactionId) > 0)
          window.interactions.push(entry.duration);
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });
  return async (interact, times) => {
    await page.evaluate(() => {
      window.interactions.length = 0;
    });
    for (let time = 0; time < times; time += 1) {
      await interact(time);
      // The entry arrives after the paint that ends it, and later work must not run into the next interaction.
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            requestAnimationFrame(() => requestIdleCallback(() => requestAnimationFrame(() => resolve())));
          }),
      );
    }
    return page.evaluate(() => Math.max(16, ...window.interactions));
  };
}

declare global {
  interface Window {
    interactions: number[];
  }
}
