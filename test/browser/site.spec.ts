import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { PAGES, REPOSITORY, ROOT } from '../../docs/site/pages.mjs';
import { serveSite } from '../../docs/site/serve.mjs';
import { type AxeCheck, axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

/** A page of each kind, in both languages where it exists in both. */
const KINDS = [
  '/',
  '/tr/',
  '/guides/send',
  '/tr/guides/consents',
  '/accounts',
  '/decisions/',
  '/packages/fidelity',
  '/no-such-page',
  '/tr/no-such-page',
];

const CONTENT = '#VPContent';

const addresses = Object.values(PAGES).map((route) => `/${route.replace(/(?:index)?\.md$/, '')}`);

// turbo builds the site before these tests: `npx -y pnpm@12 --filter api-docs site:build`.
describeBrowser('The documentation site', () => {
  let browser: Browser;
  let page: Page;
  let site: Awaited<ReturnType<typeof serveSite>>;
  beforeAll(async () => {
    site = await serveSite(0);
    browser = await launchChromium();
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: WIDE });
    page = await context.newPage();
  });
  beforeEach(async () => {
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'light' });
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(site.url + path);
    // Vue sets the property when it has taken over the page.
    await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
    await page.waitForFunction(() => document.querySelector('.diagram-source') === null);
  };

  const violations = async (look: string, check?: AxeCheck): Promise<string[]> => {
    const found = await axeViolations(page, check);
    return found.map((violation) => `${look}: ${violation}`);
  };

  /** Changes to dark colours, in which diagrams are drawn anew. */
  const turnDark = async (): Promise<void> => {
    const light = await page.locator('.diagram svg').evaluateAll((all) => all.map(({ id }) => id));
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html.dark').waitFor();
    await page.waitForFunction(
      (ids) => [...document.querySelectorAll('.diagram svg')].every(({ id }) => !ids.includes(id)),
      light,
    );
  };

  it.each(KINDS)('%s has no axe violations: wide and narrow, light and dark', async (path) => {
    await open(path);
    const found = await violations('light');
    await turnDark();
    found.push(...(await violations('dark', { rules: 'colours' })));
    await page.setViewportSize(NARROW);
    found.push(...(await violations('narrow')));
    expect(found).toEqual([]);
  });

  // The surroundings of the content are the same as on the pages above.
  it.each(addresses)(
    '%s has no axe violations in its content, and does not scroll sideways at 360 px',
    async (path) => {
      await open(path);
      const found = await violations('light', { within: CONTENT });
      await turnDark();
      found.push(...(await violations('dark', { within: CONTENT, rules: 'colours' })));
      await page.setViewportSize(NARROW);
      found.push(...(await violations('narrow', { within: CONTENT, rules: 'widths' })));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > NARROW.width) found.push(`scrolls sideways: ${width} px`);
      expect(found).toEqual([]);
    },
  );

  it('has no axe violations in the menus of a narrow page', async () => {
    await page.setViewportSize(NARROW);
    await open('/tr/guides/send');
    await page.getByRole('button', { name: 'Menü', exact: true }).click();
    await page.locator('.VPSidebar.open').waitFor();
    const found = await violations('sidebar');
    await page.keyboard.press('Escape');
    expect(found).toEqual([]);
  });

  describe('search', () => {
    const search = async (path: string, query: string): Promise<string[]> => {
      await open(path);
      await page.keyboard.press('Control+k');
      const field = page.getByRole('dialog').locator('input');
      await field.fill(query);
      const results = page.locator('.VPLocalSearchBox .result');
      await results.first().waitFor();
      return results.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    };

    it.each(['İYS’nin kurulumu', 'IYS’NIN KURULUMU', 'iys’nin kurulumu'])(
      'finds the Turkish page for %s',
      async (query) => {
        expect((await search('/tr/', query))[0]).toContain('/tr/iys-setup');
      },
    );

    it('finds words without their Turkish letters', async () => {
      expect(
        (await search('/tr/', 'islenecek isleyici')).some((href) => href.startsWith('/tr/guides/webhooks')),
      ).toBe(true);
    });

    it('finds English pages from Turkish ones, because the reference exists in English only', async () => {
      expect((await search('/tr/', 'RecipientsWithheldError')).some((href) => !href.startsWith('/tr/'))).toBe(
        true,
      );
    });

    it('opens a result with the keyboard, and has no axe violations', async () => {
      const [first = '', second = ''] = await search('/', 'dedupeKey');
      expect(first).not.toBe(second);
      expect(await violations('search')).toEqual([]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(({ pathname }) => pathname === second.split('#')[0]);
      expect(await page.getByRole('dialog').count()).toBe(0);
    });

    it('closes with Escape', async () => {
      await search('/', 'outbox');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
  });

  it('links a page to the same page in the other language', async () => {
    await open('/guides/send');
    await page.getByRole('banner').getByRole('link', { name: 'Türkçe' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mesaj gönderme' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('tr');
    await page.getByRole('banner').getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Send a message' }).waitFor();
  });

  it('links a page that exists in English only to the Turkish overview', async () => {
    await open('/sending');
    await page.getByRole('banner').getByRole('link', { name: 'Türkçe' }).click();
    await page.getByRole('heading', { level: 1, name: /NestJS ve React için/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/tr/');
  });

  it('has no English labels on Turkish pages', async () => {
    const english =
      /\b(?:click|close|content|copy|dark|language|light|menu|navigation|next|page|permalink|previous|search|switch|theme|top)\b/i;
    const labels: string[] = [];
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport);
      await open('/tr/guides/send');
      labels.push(
        ...(await page.evaluate(() =>
          [...document.querySelectorAll('[title], [aria-label], .visually-hidden, .VPSkipLink')].flatMap(
            (element) => [
              element.getAttribute('title') ?? '',
              element.getAttribute('aria-label') ?? '',
              element.matches('.visually-hidden, .VPSkipLink') ? (element.textContent ?? '') : '',
            ],
          ),
        )),
      );
    }
    expect(labels.length).toBeGreaterThan(20);
    expect([...new Set(labels)].filter((label) => english.test(label))).toEqual([]);
  });

  it('links each page to its source on GitHub', async () => {
    await open('/tr/guides/send');
    expect(await page.getByRole('link', { name: 'Bu sayfayı GitHub’da düzenle' }).getAttribute('href')).toBe(
      `${REPOSITORY}/edit/main/docs/guides/send.tr.md`,
    );
  });

  it('starts with a link to the content for the keyboard', async () => {
    await open('/sending');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#VPContent');
  });

  it('keeps the theme that a reader chose', async () => {
    await open('/');
    await page.getByRole('switch').first().click();
    await page.locator('html.dark').waitFor();
    await open('/outbox');
    await page.locator('html.dark').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(14, 20, 22)',
    );
    await page.evaluate(() => localStorage.clear());
  });

  it('draws the diagrams of a page', async () => {
    const source = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
    await open('/architecture');
    await becomes(() => page.locator('.diagram svg').count(), source.split('```mermaid').length - 1);
    expect(await page.locator('.diagram-source').count()).toBe(0);
  });

  it('leads on from an unknown address without scripts, too', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site.url}/no-such-page`);
    await plain.getByRole('link', { name: 'Başlangıç sayfası' }).click();
    expect(await plain.getByRole('heading', { level: 1 }).innerText()).toContain('NestJS ve React için');
    await context.close();
  });

  it('answers an unknown address with 404 and a page that leads on', async () => {
    const response = await page.goto(`${site.url}/no-such-page`);
    expect(response?.status()).toBe(404);
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/');
  });
});
