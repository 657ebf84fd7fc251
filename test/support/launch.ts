import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

/** Maximum time of an action in a page, in milliseconds. Shorter than the timeout of a test. */
export const ACTION_TIMEOUT_MS = 100_000;

/** The message for a missing browser, with what to do. */
export const NO_BROWSER =
  'no Chromium found: `npx -y pnpm@12 test` fetches one on Linux x64; elsewhere install Chromium or Chrome, or set CHROMIUM_PATH to the binary';

/** Options of Chromium in a container, without background requests. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Returns launch options for Chromium with {@link CHROMIUM_ARGS}. */
export function chromiumOptions(extraArgs: readonly string[] = []): LaunchOptions {
  return {
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, ...extraArgs],
  };
}

/** Starts Chromium. The caller closes it. @throws Error with what to do if there is no browser. */
export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  if (findChromium() === undefined) throw new Error(NO_BROWSER);
  return chromium.launch(chromiumOptions(extraArgs));
}
