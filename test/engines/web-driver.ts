import { Key as Keys, type ThenableWebDriver, WebElement, type WebDriver } from 'selenium-webdriver';
import type { Driver, Key, PageWork } from './engine-page.ts';

const KEYS: Readonly<Record<Key, string>> = {
  Tab: Keys.TAB,
  Enter: Keys.ENTER,
  Escape: Keys.ESCAPE,
  'Control+Home': Keys.chord(Keys.CONTROL, Keys.HOME),
  'Control+End': Keys.chord(Keys.CONTROL, Keys.END),
};

/** Drives WebKit by the W3C WebDriver protocol. */
export function webDriver(browser: WebDriver | ThenableWebDriver): Driver<WebElement> {
  // The text of a function is a script in the page.
  const call = (work: PageWork, args: readonly unknown[]): Promise<unknown> =>
    browser.executeScript(`return (${String(work)})(...arguments)`, ...args);
  return {
    goto: (url) => browser.get(url),
    inject: async (script) => void (await browser.executeScript(script)),
    call,
    find: async (work, args) => {
      const found = await call(work, args);
      return found instanceof WebElement ? found : undefined;
    },
    click: (element) => element.click(),
    type: async (element, text) => {
      await element.click();
      // WebKit types no line feed.
      await element.sendKeys(text.replaceAll('\n', Keys.ENTER));
    },
    attach: (element, path) => element.sendKeys(path),
    press: (key) => browser.switchTo().activeElement().sendKeys(KEYS[key]),
    picture: async () => Buffer.from(await browser.takeScreenshot(), 'base64'),
    close: () => browser.quit(),
  };
}
