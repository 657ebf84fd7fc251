import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rules whose result depends on the theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Prepares an axe run on a page. Legacy mode opens no second page to merge the results of frames. These pages have none.
 * @param rules `colours` for the second theme of a page that was checked by all rules in the first.
 */
export function axeOn(page: Page, rules: 'all' | 'colours' = 'all'): AxeBuilder {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  return rules === 'all' ? axe : axe.withRules(COLOUR_RULES);
}
