import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const KNOWN_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Maximum time of an action in a page, in milliseconds. Shorter than the timeout of a test. */
export const ACTION_TIMEOUT_MS = 100_000;

/** The message for a missing browser, with what to do. */
export const NO_BROWSER =
  'no Chromium found: install Debian package "chromium" (or Chrome), or set CHROMIUM_PATH to the binary';

/** Returns the path of the browser: `CHROMIUM_PATH` if set, otherwise the first known path that exists. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return existsSync(named) ? named : undefined;
  return KNOWN_PATHS.find((path) => existsSync(path));
}

/** Returns launch options for Chromium in a container, without background requests. */
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

/** Starts Chromium. The caller closes it. @throws Error with what to do if there is no browser. */
export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  if (findChromium() === undefined) throw new Error(NO_BROWSER);
  return chromium.launch(chromiumOptions(extraArgs));
}
