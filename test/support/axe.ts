import axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules whose result depends on the theme, and on the width of the page. */
const RULES = {
  colours: ['color-contrast', 'link-in-text-block'],
  widths: ['target-size', 'scrollable-region-focusable'],
};

export interface AxeCheck {
  /** CSS selector of the part to check. Default: the complete page. */
  within?: string;
  /** `colours` and `widths` for another theme or width of a page that was checked by all rules in the first. Default: all rules. */
  rules?: keyof typeof RULES;
  /** Names of rules to leave out. */
  disabled?: readonly string[];
}

/**
 * Checks a page with axe. Loads axe once per document: loading it for every check takes as long as the check. Frames are not
 * checked; these pages have none.
 * @returns a line per violation and element.
 */
export async function axeViolations(page: Page, check: AxeCheck = {}): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ['violations'],
    iframes: false,
    ...(check.rules && { runOnly: { type: 'rule', values: RULES[check.rules] } }),
    rules: {
      // WCAG 2.2, 2.5.8: 24 by 24 pixels. Not among the rules that axe runs by default.
      ...(check.rules === undefined && { 'target-size': { enabled: true } }),
      ...Object.fromEntries((check.disabled ?? []).map((id) => [id, { enabled: false }])),
    },
  };
  const loaded = await page.evaluate(() => typeof window.axe?.run === 'function');
  if (!loaded) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ within, options }) => {
      const { violations } = await window.axe!.run(within ?? document, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`.trimEnd()),
      );
    },
    { within: check.within, options },
  );
}

declare global {
  interface Window {
    axe?: typeof axe;
  }
}
