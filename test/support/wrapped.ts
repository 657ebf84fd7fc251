import type { Page } from 'playwright-core';

/** Returns the texts of matching elements, and the phone numbers anywhere in the page, that take more than one line. */
export function wrappedTexts(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((labels) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const wrapped: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      const isNumber = /^\+?\d[\d ]{8,}\d$/.test(text);
      if (!isNumber && (text === '' || !parent?.matches(labels))) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
      if (lines.size > 1) wrapped.push(text);
    }
    return wrapped;
  }, selector);
}
