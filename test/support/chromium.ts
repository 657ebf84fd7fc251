// oxlint-disable jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests -- this file defines a describe of its own
import { describe, expect, it } from '@jest/globals';
import { findChromium, NO_BROWSER } from './launch.js';

export { launchChromium } from './launch.js';

/**
 * A `describe` for tests that need a browser. Without one they are skipped and the title says why;
 * with `REQUIRE_BROWSER=1` (CI) the missing browser fails the run instead.
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
