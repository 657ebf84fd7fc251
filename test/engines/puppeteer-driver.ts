import type { ElementHandle, Page } from 'puppeteer-core';
import type { Driver, Key, PageWork } from './engine-page.ts';

/** Drives Chromium by its DevTools protocol, and Firefox by WebDriver BiDi. */
export function puppeteerDriver(page: Page): Driver<ElementHandle> {
  page.setDefaultTimeout(30_000);
  return {
    goto: async (url) => void (await page.goto(url)),
    inject: async (script) => void (await page.evaluate(script)),
    call: (work, args) => page.evaluate(takesAll(work), ...args),
    find: async (work, args) => {
      const handle = await page.evaluateHandle(takesAll(work), ...args);
      return (handle.asElement() as ElementHandle | null) ?? undefined;
    },
    click: (element) => element.click(),
    type: async (element, text) => {
      await element.click();
      await element.type(text);
    },
    attach: (element, path) => (element as ElementHandle<HTMLInputElement>).uploadFile(path),
    press: (key) => press(page, key),
    picture: () => page.screenshot(),
    close: () => page.browserContext().close(),
  };
}

/** The page passes what the journey passes. */
const takesAll = (work: PageWork) => work as (...args: unknown[]) => unknown;

async function press(page: Page, key: Key): Promise<void> {
  const [main, modifier] = key.split('+').toReversed();
  if (modifier === 'Control') await page.keyboard.down('Control');
  await page.keyboard.press(main as 'Home');
  if (modifier === 'Control') await page.keyboard.up('Control');
}
