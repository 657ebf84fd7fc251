import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { openStory, watchStories } from '../support/stories.js';
import { serveFolder, STORYBOOK } from '../support/storybook.js';

/** What makes the looks of an element; sizes that follow from the text and the width are among them. */
const LOOKS = [
  'display',
  'position',
  'box-sizing',
  'width',
  'height',
  'min-width',
  'min-height',
  'margin-top',
  'margin-right',
  'margin-bottom',
  'margin-left',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'border-top-left-radius',
  'border-collapse',
  'background-color',
  'background-image',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'line-height',
  'letter-spacing',
  'text-align',
  'text-transform',
  'text-decoration-line',
  'vertical-align',
  'white-space',
  'list-style-type',
  'cursor',
  'opacity',
  'float',
  'outline-style',
  'box-shadow',
  'fill',
  'stroke',
] as const;

type Looks = readonly { what: string; values: readonly string[] }[];

const HOSTS = ['tailwind', 'tailwind-first', 'bootstrap', 'bootstrap-in-a-layer', 'mui'] as const;

describeBrowser('The kit in a host', () => {
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  let plain: Looks;
  beforeAll(async () => {
    server = await serveFolder(STORYBOOK);
    browser = await launchChromium();
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    page = await context.newPage();
    await watchStories(page);
    await open('plain');
    plain = await looksOf('[data-kit]');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (story: string): Promise<void> => {
    expect(await openStory(page, server.url, `hosts-frameworks--${story}`, {})).toEqual([]);
    // What comes later of itself: the list of costly characters, and the font.
    await page.locator('[data-kit] [data-slot="segment-counter-offenders"]').waitFor();
    await page.evaluate(() => document.fonts.load("14px 'Inter Variable'", 'aşğİı–’'));
  };

  /** The looks once they no longer change from one frame to the next: parts measure themselves first. */
  const looksOf = async (root: string): Promise<Looks> => {
    for (let before = await looksNow(root); ;) {
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const now = await looksNow(root);
      if (differences(before, now).length === 0) return now;
      before = now;
    }
  };

  const looksNow = (root: string): Promise<Looks> =>
    page.evaluate(
      ({ selector, names }) =>
        // Options are the browser's own to draw.
        [...document.querySelectorAll(`${selector} > *, ${selector} > * *:not(option)`)].map((element) => {
          const style = getComputedStyle(element);
          const edge = (['top', 'right', 'bottom', 'left'] as const)
            .filter((side) => style.getPropertyValue(`border-${side}-width`) !== '0px')
            .map(
              (side) =>
                `${style.getPropertyValue(`border-${side}-style`)} ${style.getPropertyValue(`border-${side}-color`)}`,
            );
          return {
            what: `${element.localName}.${element.getAttribute('class') ?? ''}`,
            values: [
              // The id of a pattern is made anew on each page.
              ...names.map((name) => style.getPropertyValue(name).replaceAll(/url\("#[^"]*"\)/g, 'pattern')),
              edge.join(),
            ],
          };
        }),
      { selector: root, names: [...LOOKS] },
    );

  /** What looks otherwise, in words. */
  const differences = (before: Looks, after: Looks): string[] =>
    before.length === after.length
      ? before.flatMap(({ what, values }, place) =>
          values.flatMap((value, index) => {
            const now = after[place]?.values[index];
            return now === value ? [] : [`${what} ${LOOKS[index] ?? 'border'}: ${value} became ${now}`];
          }),
        )
      : [`there are ${after.length} elements instead of ${before.length}`];

  it('shows enough of itself to be compared', () => {
    expect(plain.length).toBeGreaterThan(500);
  });

  // guarantee: G-112
  it.each(HOSTS)('%s: every part of the kit looks as it does alone', async (story) => {
    await open(story);
    expect(differences(plain, await looksOf('[data-kit]')).slice(0, 20)).toEqual([]);
  });

  // guarantee: G-112
  it.each(HOSTS)('%s: the host looks as it does without the kit', async (story) => {
    await open(story);
    const withKit = await looksOf('[data-host]');
    expect(withKit.length).toBeGreaterThan(10);
    const removed = await page.evaluate(() => {
      let count = 0;
      const isKit = (rule: CSSRule): boolean =>
        rule instanceof CSSLayerBlockRule ? rule.name.startsWith('sms.') : rule.cssText.includes('.sms-');
      for (const sheet of document.styleSheets) {
        for (let index = sheet.cssRules.length - 1; index >= 0; index -= 1) {
          const rule = sheet.cssRules[index];
          if (!rule || !isKit(rule)) continue;
          sheet.deleteRule(index);
          count += 1;
        }
      }
      return count;
    });
    // At least a block for each layer.
    expect(removed).toBeGreaterThanOrEqual(4);
    expect(differences(withKit, await looksOf('[data-host]')).slice(0, 20)).toEqual([]);
  });

  it('lets a utility of Tailwind’s outrank the kit where a host puts it', async () => {
    await open('tailwind');
    const background = await page
      .locator('[data-override] [data-slot="segment-counter"]')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(background).not.toBe('rgba(0, 0, 0, 0)');
  });
});
