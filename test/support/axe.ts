import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Prepares a run of axe over a page. Legacy mode opens no second page to merge results of frames, which our pages lack. */
export const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();
