import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How long an action in a page may take, in ms: longer than on the slowest machine, shorter than a test. */
export const PATIENCE_MS = 100_000;

/** What to say, and do, when there is no browser. */
export const NO_BROWSER =
  'no Chromium found: install Debian package "chromium" (or Chrome), or set CHROMIUM_PATH to the binary';

/** The browser's binary: `CHROMIUM_PATH` if set, else the first known place that exists, else nothing. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return existsSync(named) ? named : undefined;
  return PLACES.find((path) => existsSync(path));
}

/** Launch options that start Chromium in a container and let it make no requests of its own. */
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

/** Starts Chromium; the caller closes it. Throws with the fix when there is none. */
export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  if (findChromium() === undefined) throw new Error(NO_BROWSER);
  return chromium.launch(chromiumOptions(extraArgs));
}
