import type { Page } from 'playwright-core';

/** The work of the page while a long list is pasted. */
export interface PasteWork {
  /** Milliseconds from the paste to the rows on the screen. */
  total: number;
  /** The longest time in which nothing else could run, in ms; tasks below 50 ms are not reported and count as 50. */
  longestTask: number;
}

/** Pastes a list into the field of the page `recipients` and waits until so many rows are read. */
export async function pasteList(page: Page, line: string, lines: number): Promise<PasteWork> {
  return page.evaluate(
    async ({ text, count }) => {
      let longestTask = 50;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
      });
      const data = new DataTransfer();
      data.setData('text', text.repeat(count));
      observer.observe({ type: 'longtask' });
      const start = performance.now();
      document
        .querySelector('textarea')
        ?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      const table = '[data-slot="recipients-field-rows"] [role="table"]';
      while (document.querySelector(table)?.getAttribute('aria-rowcount') !== String(count + 1)) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (performance.now() - start > 60_000) throw new Error('the pasted list never appeared');
      }
      const total = performance.now() - start;
      // The last task is reported once it is over.
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const { duration } of observer.takeRecords()) longestTask = Math.max(longestTask, duration);
      observer.disconnect();
      return { total, longestTask };
    },
    { text: line, count: lines },
  );
}
