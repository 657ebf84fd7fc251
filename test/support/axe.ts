import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rules whose result depends on the theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Prepares a run of axe over a page. Legacy mode opens no second page to merge results of frames, which our pages lack.
 * @param rules `colours` for the second theme of a page that was checked by all rules in the first.
 */
export function axeOn(page: Page, rules: 'all' | 'colours' = 'all'): AxeBuilder {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  return rules === 'all' ? axe : axe.withRules(COLOUR_RULES);
}
