import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { openStory, watchStories } from '../support/stories.js';
import { serveFolder, STORYBOOK } from '../support/storybook.js';

/** Computed properties that are compared, including sizes that result from the text and the width. */
const PROPERTIES = [
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

type Styles = readonly { what: string; values: readonly string[] }[];

const HOSTS = ['tailwind', 'tailwind-first', 'bootstrap', 'bootstrap-in-a-layer', 'mui'] as const;

describeBrowser('the kit in a host page', () => {
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  let plain: Styles;
  beforeAll(async () => {
    server = await serveFolder(STORYBOOK);
    browser = await launchChromium();
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    page = await context.newPage();
    await watchStories(page);
    await open('plain');
    plain = await stylesOf('[data-kit]');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (story: string): Promise<void> => {
    expect(await openStory(page, server.url, `hosts-frameworks--${story}`, {})).toEqual([]);
    // The list of costly characters and the font are loaded later.
    await page.locator('[data-kit] [data-slot="segment-counter-offenders"]').waitFor();
    await page.evaluate(() => document.fonts.load("14px 'Inter Variable'", 'aşğİı–’'));
  };

  /** Returns the styles when they no longer change between frames. Components measure themselves first. */
  const stylesOf = async (root: string): Promise<Styles> => {
    for (let before = await currentStyles(root); ;) {
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const now = await currentStyles(root);
      if (differences(before, now).length === 0) return now;
      before = now;
    }
  };

  const currentStyles = (root: string): Promise<Styles> =>
    page.evaluate(
      ({ selector, names }) =>
        // The browser draws options.
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
              // Each page generates other ids of patterns.
              ...names.map((name) => style.getPropertyValue(name).replaceAll(/url\("#[^"]*"\)/g, 'pattern')),
              edge.join(),
            ],
          };
        }),
      { selector: root, names: [...PROPERTIES] },
    );

  /** Describes each difference. */
  const differences = (before: Styles, after: Styles): string[] =>
    before.length === after.length
      ? before.flatMap(({ what, values }, place) =>
          values.flatMap((value, index) => {
            const now = after[place]?.values[index];
            return now === value ? [] : [`${what} ${PROPERTIES[index] ?? 'border'}: ${value} became ${now}`];
          }),
        )
      : [`there are ${after.length} elements instead of ${before.length}`];

  it('renders enough elements to compare', () => {
    expect(plain.length).toBeGreaterThan(500);
  });

  // guarantee: G-112
  it.each(HOSTS)('%s: does not change the styles of the kit', async (story) => {
    await open(story);
    expect(differences(plain, await stylesOf('[data-kit]')).slice(0, 20)).toEqual([]);
  });

  // guarantee: G-112
  it.each(HOSTS)('%s: keeps its own styles beside the kit', async (story) => {
    await open(story);
    const withKit = await stylesOf('[data-host]');
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
    // At least one block for each layer.
    expect(removed).toBeGreaterThanOrEqual(4);
    expect(differences(withKit, await stylesOf('[data-host]')).slice(0, 20)).toEqual([]);
  });

  it.each(HOSTS)('%s: does not scroll horizontally at 360 px', async (story) => {
    await page.setViewportSize({ width: 360, height: 720 });
    await open(story);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('is overridden by a Tailwind utility of the host', async () => {
    await open('tailwind');
    const background = await page
      .locator('[data-override] [data-slot="segment-counter"]')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(background).not.toBe('rgba(0, 0, 0, 0)');
  });
});
