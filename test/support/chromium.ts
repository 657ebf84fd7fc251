// oxlint-disable jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests -- this file defines a describe of its own
import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const NO_BROWSER =
  'no Chromium found: install Debian package "chromium" (or Chrome), or set CHROMIUM_PATH to the binary';

/** The browser's binary: `CHROMIUM_PATH` if set, else the first known place that exists, else nothing. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return existsSync(named) ? named : undefined;
  return PLACES.find((path) => existsSync(path));
}

/** Launch options that start Chromium in a container and let it reach nothing by itself. */
export function chromiumOptions(extraArgs: readonly string[] = []): LaunchOptions {
  return {
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...extraArgs,
    ],
  };
}

/** Starts Chromium; the caller closes it. Throws with the mend when there is none. */
export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  if (findChromium() === undefined) throw new Error(NO_BROWSER);
  return chromium.launch(chromiumOptions(extraArgs));
}

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
