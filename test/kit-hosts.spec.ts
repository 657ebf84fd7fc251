import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launchChromium } from './support/chromium.js';
import { ACTION_TIMEOUT_MS } from './support/launch.js';
import { installPacked, type PackedWorkspace } from './support/packed-workspace.js';
import { serveFolder } from './support/storybook.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'test/node_modules');
const ROOT_SLOTS = [
  'sms-composer',
  'segment-counter',
  'report-table',
  'orders-table',
  'delivery-chart',
  'balance-card',
  'consent-form',
];

describeBrowser('The packed kit in a fresh Vite app', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  describe.each([
    ['18.3', 'react-18', 'react-dom-18'],
    ['19', 'react', 'react-dom'],
  ])('with React %s', (version, react, reactDom) => {
    let workspace: PackedWorkspace;
    let app: string;

    beforeAll(() => {
      workspace = installPacked(['iletimerkezi-core', 'react-sms-ui']);
      copyReact(workspace.folder, react, reactDom);
      linkTools(workspace.folder);
      app = join(workspace.folder, 'app');
      mkdirSync(app);
      cpSync(join(root, 'test/hosts/vite-react'), app, { recursive: true });
      writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module' }));
    });
    afterAll(() => workspace?.remove());

    const vite = (environment: 'production' | 'development', ...args: string[]): void => {
      run(
        [join(realpathSync(join(modules, 'vite')), 'bin/vite.js'), 'build', '--mode', environment, ...args],
        app,
        environment,
      );
    };

    // guarantee: G-118
    it('builds for production and renders', async () => {
      vite('production', '--outDir', 'site');
      const site = await serveFolder(join(app, 'site'));
      const { page, errors } = await visit(browser, `${site.url}/`);
      try {
        await expectWorking(page);
        const style = await page.evaluate(() =>
          getComputedStyle(document.querySelector('[data-slot="sms-ui"]')!).getPropertyValue(
            '--sms-color-surface',
          ),
        );
        expect({ errors, isStyled: style !== '' }).toEqual({ errors: [], isStyled: true });
      } finally {
        await page.close();
        site.close();
      }
    });

    // guarantee: G-118
    it.each(['tr', 'en'])(
      'renders on a server and hydrates without a warning under a strict policy, in %s',
      async (locale) => {
        // Only React's development build reports hydration mismatches.
        vite('development', '--outDir', 'site-dev');
        vite('development', '--ssr', 'src/server.tsx', '--outDir', 'server');
        const html = run(['server/server.js', locale], app, 'development');
        const index = join(app, 'site-dev/index.html');
        writeFileSync(
          index,
          readFileSync(index, 'utf8').replace('<!--app-->', () => html),
        );
        const site = await serveStrictly(join(app, 'site-dev'));
        const { page, errors } = await visit(browser, `${site.url}/?locale=${locale}`);
        try {
          await expectWorking(page);
          await expectSized(page);
          expect(errors).toEqual([]);
          expect(await page.getAttribute('html', 'data-react')).toContain(version);
        } finally {
          await page.close();
          site.close();
        }
      },
    );

    it('submits what was entered before the page was hydrated', async () => {
      // The page of the test before, whose scripts wait until the person has decided.
      const site = await serveStrictly(join(app, 'site-dev'));
      const page = await browser.newPage();
      page.setDefaultTimeout(ACTION_TIMEOUT_MS);
      let enter = (): void => undefined;
      const isEntered = new Promise<void>((resolve) => {
        enter = resolve;
      });
      await page.route('**/*.js', async (route) => {
        await isEntered;
        await route.continue();
      });
      try {
        await page.goto(`${site.url}/?locale=en`, { waitUntil: 'commit' });
        const form = page.locator('[data-slot="consent-form"]');
        const composer = page.locator('[data-slot="sms-composer"]');
        await form.locator('[data-channel=MESAJ] input').check();
        await form.locator('input[type=tel]').fill('0530 123 45 67');
        await composer.locator('[data-slot="sms-composer-kind"] input').first().check();
        enter();
        await page.locator('html[data-alive]').waitFor();
        await form.locator('[data-slot="consent-form-actions"] button').first().click();
        await form.locator('[data-slot="consent-form-receipt"]').waitFor();
        expect(await composer.locator('[data-slot="sms-composer-kind"] input').first().isChecked()).toBe(
          true,
        );
      } finally {
        await page.close();
        site.close();
      }
    });
  });
});

/** Serves a site whose pages may not contain inline scripts and styles, and may not write markup from texts. */
const serveStrictly = (folder: string): ReturnType<typeof serveFolder> =>
  serveFolder(folder, (_request, response) => {
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'",
    );
    return false;
  });

/** Expects the sizes that are styles: rows below each other, and bars in proportion. */
async function expectSized(page: Page): Promise<void> {
  const sizes = await page.evaluate(() => {
    const rows = [...document.querySelectorAll('.sms-report-body > [role=row]')];
    const bar = document.querySelector('[data-slot="report-table-bar"] .sms-status-bar-track');
    return {
      tops: rows.slice(0, 3).map((row) => Math.round(row.getBoundingClientRect().top)),
      bar: [...(bar?.children ?? [])].map((part) => Math.round(part.getBoundingClientRect().width)),
    };
  });
  const [first = 0, second = 0, third = 0] = sizes.tops;
  expect([second - first, third - second]).toEqual([44, 44]);
  const [delivered = 0, waiting = 0] = sizes.bar;
  expect(waiting / delivered).toBeCloseTo(2, 1);
}

/** Expects every component to be rendered, and the counter to follow the text. */
async function expectWorking(page: Page): Promise<void> {
  await page.locator('html[data-alive]').waitFor();
  for (const slot of ROOT_SLOTS) await page.locator(`[data-slot="${slot}"]`).first().waitFor();
  const counter = page.locator('[data-slot="sms-composer-message"] [data-slot="segment-counter"]');
  expect(await counter.getAttribute('data-state')).toBe('single');
  await page.locator('[data-slot="sms-composer-message"] textarea').fill('a'.repeat(400));
  await page.waitForFunction(
    () =>
      document
        .querySelector('[data-slot="sms-composer-message"] [data-slot="segment-counter"]')
        ?.getAttribute('data-state') === 'several',
  );
}

/** Opens a page and collects its warnings and errors. */
async function visit(browser: Browser, url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage();
  page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto(url);
  return { page, errors };
}

/**
 * Copies React, and what depends on it, into the workspace: a link would lead back to where another React lies.
 */
function copyReact(folder: string, react: string, reactDom: string): void {
  const kit = join(root, 'packages/react-sms-ui/node_modules');
  const virtual = realpathSync(join(kit, '@tanstack/react-virtual'));
  const dom = realpathSync(join(modules, reactDom));
  const sources: Record<string, string> = {
    react: join(modules, react),
    'react-dom': dom,
    scheduler: join(dirname(dom), 'scheduler'),
    '@tanstack/react-virtual': virtual,
    '@tanstack/virtual-core': join(dirname(virtual), 'virtual-core'),
  };
  for (const [name, source] of Object.entries(sources)) {
    const target = join(folder, 'node_modules', name);
    if (existsSync(target)) rmSync(target, { recursive: true });
    cpSync(realpathSync(source), target, { recursive: true, dereference: true });
  }
}

/** The host's own tools, which use no React. */
function linkTools(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@vitejs'), { recursive: true });
  for (const name of ['vite', '@vitejs/plugin-react']) {
    symlinkSync(realpathSync(join(modules, name)), join(folder, 'node_modules', name));
  }
}

/** Runs a Node program and returns its output. @throws Error if it fails. */
function run(args: string[], cwd: string, environment: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    timeout: 90_000,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: environment },
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout;
}
