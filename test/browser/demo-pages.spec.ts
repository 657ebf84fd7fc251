import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { Browser, Page } from 'playwright-core';
import { becomes } from '../support/becomes.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { askDemo, DemoPages, importConsents, type DemoLocale, type DemoTheme } from '../support/demo-page.js';

const PACE = { acceptMs: 5, deliveryMs: [20, 400] } as const;
const PERSON = '+905370000001';

/** A telephone, a tablet, and both sides of where the layout changes. */
const WIDTHS = [360, 640, 860, 1024, 1280];

/** A page, and what is there once it shows what it has to show. */
interface Place {
  path: string;
  shows: string;
}

describeBrowser('every page of the demo about people and their consents', () => {
  let demo: Demo;
  let browser: Browser;
  let pages: DemoPages;
  let places: Readonly<Record<string, Place>>;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo({ empty: true, pace: PACE }), launchChromium()]);
    pages = new DemoPages(browser, demo);
    places = await tellStory();
  });
  afterEach(() => pages?.close());
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  /** Something on every page: consents of each kind, a file with faults, a run, a blocked number, messages. */
  async function tellStory(): Promise<Record<string, Place>> {
    const { id } = await importConsents(demo, [
      { recipient: PERSON },
      { recipient: PERSON, channel: 'ARAMA' },
      { recipient: '+905370000002', status: 'RET' },
      { recipient: 'isil.ince@ornek.com', channel: 'EPOSTA' },
      { recipient: '+905370000003', date: '2026-01-05 10:00:00' },
      { recipient: '0212 555 12 34' },
    ]);
    await askDemo(demo, '/api/blacklist', { number: '+905370000009' });
    const registered = () =>
      askDemo<{ registrations: { sent?: number } }>(demo, '/api/consents/summary').then(
        ({ registrations }) => registrations.sent,
      );
    await becomes(registered, 3);
    await askDemo(demo, '/api/consents/verifications', {});
    await askDemo(demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text: 'Siparişiniz yola çıktı; bugün 14.00 ile 18.00 arasında kapınızda. '.repeat(3),
      recipients: [PERSON, '+905370000013'],
    });
    await demo.emulator?.waitForMessages({ to: PERSON, status: 'delivered' }, { timeoutMs: 30_000 });
    const person = encodeURIComponent(PERSON);
    return {
      ledger: { path: '/consents', shows: '.consent-row' },
      'nothing found': { path: '/consents?search=zzz', shows: '.filters ~ .empty' },
      person: { path: `/consents/people/${person}`, shows: '[data-slot=consent-history-entry]' },
      stranger: { path: '/consents/people/%2B905399999999', shows: '.empty' },
      import: { path: '/consents/import', shows: '.plain-rows' },
      report: { path: `/consents/import/${id}`, shows: '[data-slot=import-report-row]' },
      verification: { path: '/consents/verification', shows: '[data-run=done]' },
      proof: { path: '/consents/proof', shows: '.chain-form' },
      form: { path: '/form', shows: '[data-slot=consent-form-actions]' },
      withdrawal: { path: '/form/withdraw', shows: '[data-slot=consent-form-actions]' },
      blacklist: { path: '/blacklist', shows: '[data-slot=blacklist-manager-row]' },
      phones: { path: '/phones', shows: '.phone-rows a' },
      phone: { path: `/phones/${person}`, shows: '.bubble' },
      more: { path: '/more', shows: '.more-list a' },
    };
  }

  async function eachPlace(
    look: { locale?: DemoLocale; theme?: DemoTheme; width?: number },
    see: (page: Page, name: string) => Promise<void>,
  ): Promise<void> {
    const page = await pages.open('/more', look);
    for (const [name, { path, shows }] of Object.entries(places)) {
      await page.goto(`${demo.url}${path}`);
      await page.locator(shows).first().waitFor();
      await see(page, name);
    }
  }

  it.each<[DemoTheme, DemoLocale, number]>([
    ['light', 'en', 1280],
    ['dark', 'tr', 360],
  ])('has no accessibility fault axe can find: %s, %s, %i px', async (theme, locale, width) => {
    const faults: unknown[] = [];
    await eachPlace({ theme, locale, width }, async (page, name) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) faults.push([name, id, nodes.map(({ html }) => html)]);
    });
    expect(faults).toEqual([]);
  });

  it.each<DemoLocale>(['tr', 'en'])('never scrolls sideways, however narrow: %s', async (locale) => {
    const wide: unknown[] = [];
    await eachPlace({ locale }, async (page, name) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (excess > 0) wide.push([name, width, excess]);
      }
    });
    expect(wide).toEqual([]);
  });

  it('leaves no English in Turkish', async () => {
    const found: unknown[] = [];
    await eachPlace({ locale: 'tr' }, async (page, name) => {
      const text = await page.evaluate(() => {
        const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
        const labels = Array.from(document.querySelectorAll('body *')).flatMap((element) =>
          attributes.map((attribute) => element.getAttribute(attribute) ?? ''),
        );
        return [document.documentElement.lang, document.title, document.body.innerText, ...labels].join('\n');
      });
      const words = text.match(ENGLISH) ?? [];
      if (words.length > 0 || !text.startsWith('tr\n')) found.push([name, words]);
    });
    expect(found).toEqual([]);
  });
});

/** English words that no Turkish sentence holds and that our English texts cannot do without. */
const ENGLISH =
  /\b(?:the|and|of|is|are|not|your|you|orders?|recipients?|message|messages|consents?|refusal|ledger|import|proof|chain|phones?|blocked|delivered|undelivered|waiting|search|find|number|status|changed|language|light|dark|choose|file|page|more|show|back|run|verify|check|records?|rows?|download|queued|taken|provider)\b/gi;
