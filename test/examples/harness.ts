import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { Emulator } from 'iletimerkezi-emulator';
import type { Browser, Page } from 'playwright-core';
import { provideChromium } from '../../scripts/chromium.mjs';
import { installExample, packAll, startExample } from '../../scripts/examples.mjs';
import { ACTION_TIMEOUT_MS, launchChromium } from '../support/launch.js';

/** Installing, building and starting an example, on a busy machine. */
const START_TIMEOUT_MS = 900_000;

interface Running {
  readonly url: string;
  readonly emulator: Emulator;
  stop(): Promise<void>;
}

export interface ExampleHarness {
  readonly emulator: Emulator;
  /** Opens a page of the example, and collects the errors of its scripts. */
  visit(path: string): Promise<{ page: Page; errors: string[] }>;
}

/** Installs an example from the packed packages for the calling `describe`, and starts it with a browser. */
export function exampleHarness(name: string): ExampleHarness {
  const home = mkdtempSync(join(tmpdir(), `example-${name}-`));
  let running: Running | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    const folder = join(home, 'app');
    mkdirSync(folder);
    installExample(name, folder, packAll(home));
    running = await startExample(name, { folder, data: join(home, 'data') });
    await provideChromium();
    browser = await launchChromium();
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  return {
    get emulator() {
      return started(running).emulator;
    },
    async visit(path) {
      const page = await started(browser).newPage();
      page.setDefaultTimeout(ACTION_TIMEOUT_MS);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(`${started(running).url}${path}`);
      return { page, errors };
    },
  };
}

function started<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('The example runs during the tests only.');
  return part;
}
