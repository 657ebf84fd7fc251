// oxlint-disable jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests -- this file defines a describe of its own
import { describe, expect, it } from '@jest/globals';
import { findChromium } from '../../scripts/chromium.mjs';
import { NO_BROWSER } from './launch.js';

export { launchChromium } from './launch.js';

/**
 * Declares tests that need a browser. Without a browser they are skipped, and the title says why. With
 * `REQUIRE_BROWSER=1` (CI) a missing browser fails the run.
 */
export function describeBrowser(title: string, tests: () => void): void {
  if (findChromium() !== undefined) {
    describe(title, tests);
    return;
  }
  if (process.env['REQUIRE_BROWSER'] === '1') {
    describe(title, () => {
      it('has a browser to run in', () => {
        expect(NO_BROWSER).toBe('');
      });
    });
    return;
  }
  console.warn(`${title}: skipped, ${NO_BROWSER}`);
  describe.skip(`${title} (skipped: ${NO_BROWSER})`, tests);
}
