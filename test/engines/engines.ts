import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { Builder, Capabilities } from 'selenium-webdriver';
import { findChromium } from '../../scripts/chromium.mjs';
import { CHROMIUM_ARGS } from '../support/launch.ts';
import type { Driver } from './engine-page.ts';
import { puppeteerDriver } from './puppeteer-driver.ts';
import { webDriver } from './web-driver.ts';

export const ENGINE_NAMES = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A running browser. */
export interface Browser {
  readonly version: string;
  /** Opens a page with its own profile. */
  open(): Promise<Driver<unknown>>;
  close(): Promise<void>;
}

interface Engine {
  /** The Debian packages that contain it. */
  readonly packages: readonly string[];
  /** @returns the program, or undefined if it is not installed. */
  find(): string | undefined;
  launch(program: string): Promise<Browser>;
}

const WIDTH = 1280;
const HEIGHT = 900;

/** Returns the program that a variable names, otherwise the first installed one. */
function firstOf(variable: string, paths: readonly string[]): string | undefined {
  const named = process.env[variable];
  return (named ? [named] : paths).find((path) => existsSync(path));
}

export const ENGINES: Readonly<Record<EngineName, Engine>> = {
  chromium: {
    packages: ['chromium', 'fonts-dejavu-core'],
    find: () => findChromium(),
    launch: (program) => launchPuppeteer('chrome', program),
  },
  firefox: {
    packages: ['firefox-esr', 'fonts-dejavu-core'],
    find: () =>
      firstOf('FIREFOX_PATH', [
        '/usr/bin/firefox-esr',
        '/usr/bin/firefox',
        '/Applications/Firefox.app/Contents/MacOS/firefox',
      ]),
    launch: (program) => launchPuppeteer('firefox', program),
  },
  webkit: {
    packages: ['webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core'],
    find: () =>
      existsSync('/usr/bin/Xvfb') ? firstOf('WEBKIT_DRIVER_PATH', ['/usr/bin/WebKitWebDriver']) : undefined,
    launch: launchWebKit,
  },
};

async function launchPuppeteer(browser: 'chrome' | 'firefox', executablePath: string): Promise<Browser> {
  const running = await puppeteer.launch({
    browser,
    executablePath,
    args: browser === 'chrome' ? [...CHROMIUM_ARGS] : [],
    defaultViewport: { width: WIDTH, height: HEIGHT },
  });
  return {
    version: (await running.version()).replace(/^.*\//, ''),
    open: async () => {
      const context = await running.createBrowserContext();
      return puppeteerDriver(await context.newPage());
    },
    close: () => running.close(),
  };
}

/** WebKitGTK needs a screen. Each session of its driver has its own profile. */
async function launchWebKit(program: string): Promise<Browser> {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${WIDTH}x${HEIGHT}x24`, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const display = await new Promise<string>((resolve, reject) => {
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}.`)));
    screen.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`));
  });
  const port = await freePort();
  const server = spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, LANG: 'C.UTF-8', NO_AT_BRIDGE: '1' },
  });
  const close = async (): Promise<void> => {
    server.kill();
    screen.kill();
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await answers(`${url}/status`);
    const first = await startSession(url);
    const version = String((await first.getCapabilities()).get('browserVersion'));
    await first.quit();
    return {
      version,
      open: async () => {
        const session = await startSession(url);
        await session.manage().window().setRect({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
        return webDriver(session);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const startSession = (url: string) =>
  new Builder()
    .usingServer(url)
    .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
    .build();

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject()));
    });
  });
}

/** Waits until a server responds, 15 s at most. */
async function answers(url: string): Promise<void> {
  const until = Date.now() + 15_000;
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await pause(50);
  }
}
