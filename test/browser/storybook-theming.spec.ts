import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { nextStory, setGlobals, watchStories } from '../support/stories.js';
import { serveFolder, STORYBOOK } from '../support/storybook.js';

const STYLES = fileURLToPath(new URL('../../packages/react-sms-ui/dist/styles.css', import.meta.url));

/** Bright, dark, grey and saturated brands. The first one has a contrast of 1.43:1 on white. */
const ACCENTS = ['#ffd400', '#7c3aed', '#1a1a1a', '#e11d48', '#8fd3ff'];
const THEMES = ['light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** Pairs of a colour and what it is read on. */
const PAIRS = [
  ['accent-ink', 'surface'],
  ['accent-ink', 'sunken'],
  ['accent-ink', 'raised'],
  ['accent-ink', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['ink', 'accent-soft'],
  ['muted', 'accent-soft'],
] as const;

/** The brands, and colours all over the RGB cube. */
function manyAccents(): string[] {
  const steps = [0, 51, 102, 153, 204, 255];
  const byte = (value: number): string => value.toString(16).padStart(2, '0');
  const cube = steps.flatMap((red) =>
    steps.flatMap((green) => steps.map((blue) => `#${byte(red)}${byte(green)}${byte(blue)}`)),
  );
  return [...ACCENTS, ...cube];
}

describeBrowser('A theme of the kit', () => {
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    server = await serveFolder(STORYBOOK);
    browser = await launchChromium();
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    await watchStories(page);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it.each(THEMES)('has a contrast of 4.5:1 with any accent, and nothing else set: %s', async (theme) => {
    const plain = await browser.newPage();
    await plain.setContent(`<style>${readFileSync(STYLES, 'utf8')}</style><div class="sms-ui"></div>`);
    const faults = await plain.evaluate(
      ({ accents, pairs, scheme }) => {
        const root = document.querySelector<HTMLElement>('.sms-ui')!;
        root.dataset['theme'] = scheme;
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
        const luminanceOf = (name: string): number => {
          root.style.color = `var(--sms-color-${name})`;
          context.fillStyle = getComputedStyle(root).color;
          context.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) =>
            byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        return accents.flatMap((accent) => {
          root.style.setProperty('--sms-color-accent', accent);
          return pairs.flatMap(([text, ground]) => {
            const [darker = 0, lighter = 0] = [luminanceOf(text), luminanceOf(ground)].toSorted(
              (left, right) => left - right,
            );
            const ratio = (lighter + 0.05) / (darker + 0.05);
            return ratio >= 4.5 ? [] : [`${accent}: ${text} on ${ground} has ${ratio.toFixed(2)}:1`];
          });
        });
      },
      { accents: manyAccents(), pairs: PAIRS, scheme: theme },
    );
    await plain.close();
    expect(faults).toEqual([]);
  });

  it('shows the composer without faults of contrast in five accents, two themes and two densities', async () => {
    const found = await nextStory(page, server.url, 'compose-smscomposer--ready-to-send', {
      locale: 'tr',
      theme: 'light',
    });
    for (const theme of THEMES) {
      for (const density of DENSITIES) {
        await setGlobals(page, { theme, density });
        for (const accent of ACCENTS) {
          await page
            .locator('#storybook-root .sms-ui')
            .first()
            .evaluate((root, value) => root.style.setProperty('--sms-color-accent', value), accent);
          const violations = await axeViolations(page, { within: '#storybook-root', rules: 'colours' });
          found.push(...violations.map((violation) => `${accent}, ${theme}, ${density}: ${violation}`));
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('shortens the composer by a quarter in the compact density', async () => {
    await nextStory(page, server.url, 'compose-smscomposer--ready-to-send', {
      locale: 'tr',
      theme: 'light',
    });
    const heightIn = async (density: (typeof DENSITIES)[number]): Promise<number> => {
      await setGlobals(page, { density, theme: 'light' });
      const box = await page.locator('#storybook-root .stage-width').first().boundingBox();
      return box?.height ?? Number.NaN;
    };
    const comfortable = await heightIn('comfortable');
    expect((await heightIn('compact')) / comfortable).toBeLessThanOrEqual(0.75);
  });
});
