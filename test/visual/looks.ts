import type { Page } from 'playwright-core';

/** How a story is rendered for a picture. */
export interface Look {
  readonly name: string;
  /** Values of Storybook's toolbar. */
  readonly globals: Readonly<Record<string, string>>;
  /** Width of the viewport in CSS pixels. */
  readonly width: number;
  readonly forcedColors?: 'active' | 'none';
}

const PLAIN = { locale: 'tr', theme: 'light', density: 'comfortable', dir: 'ltr' };

/** Every story with the tag `visual` has a picture of each look. The first is the one in which the story plays. */
export const LOOKS: readonly [Look, ...Look[]] = [
  { name: 'light-tr', globals: PLAIN, width: 1280 },
  { name: 'dark-en', globals: { ...PLAIN, theme: 'dark', locale: 'en' }, width: 1280 },
  { name: 'narrow-en', globals: { ...PLAIN, locale: 'en' }, width: 360 },
  { name: 'wide-tr', globals: PLAIN, width: 1680 },
  { name: 'compact-tr', globals: { ...PLAIN, density: 'compact' }, width: 1280 },
  { name: 'right-to-left-en', globals: { ...PLAIN, locale: 'en', dir: 'rtl' }, width: 768 },
  { name: 'forced-colours-tr', globals: { ...PLAIN, theme: 'system' }, width: 768, forcedColors: 'active' },
];

/** Height of the viewport in CSS pixels. */
const HEIGHT = 640;

/** Sets the viewport and the colours of a look. */
export async function applyLook(page: Page, { width, forcedColors = 'none' }: Look): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ forcedColors, reducedMotion: 'reduce' });
}

/** Makes the viewport as high as the page, so that a bar at its bottom covers nothing. */
export async function showWhole(page: Page, { width }: Look): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > HEIGHT) await page.setViewportSize({ width, height });
}
