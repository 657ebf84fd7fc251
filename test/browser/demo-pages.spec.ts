import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { walkByTab, ZOOMED } from '../support/walk-by-tab.js';
import { callDemo, DemoPages, importConsents, type PageView } from '../support/demo-page.js';
import { wrappedTexts } from '../support/wrapped.js';

const DELAYS = { acceptMs: 5, deliveryMs: [20, 400] } as const;
const PERSON = '+905370000001';

/** Widths of a phone, a tablet, and both sides of each breakpoint. */
const WIDTHS = [360, 640, 860, 1024, 1280];

const PLACE_NAMES = [
  'overview',
  'compose',
  'orders',
  'order',
  'withheld order',
  'faults',
  'no page',
  'ledger',
  'nothing found',
  'person',
  'unknown',
  'import',
  'report',
  'verification',
  'proof',
  'form',
  'withdrawal',
  'blacklist',
  'phones',
  'phone',
  'sign-in',
  'more',
] as const;
type PlaceName = (typeof PLACE_NAMES)[number];

/** The path of a page, and a selector for its loaded content. */
interface Place {
  path: string;
  shows: string;
}

describeBrowser('every page of the demo', () => {
  let demo: Demo;
  let browser: Browser;
  let pages: DemoPages;
  let places: Readonly<Record<PlaceName, Place>>;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo({ empty: true, delays: DELAYS }), launchChromium()]);
    pages = new DemoPages(browser, demo);
    places = await createContent();
  });
  afterEach(() => pages?.close());
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  /** Creates content for every page: consents, an import with faults, a verification run, a blocked number, messages. */
  async function createContent(): Promise<Record<PlaceName, Place>> {
    const { id } = await importConsents(demo, [
      { recipient: PERSON },
      { recipient: PERSON, channel: 'ARAMA' },
      { recipient: '+905370000002', status: 'RET' },
      { recipient: 'isil.ince@ornek.com', channel: 'EPOSTA' },
      { recipient: '+905370000003', date: '2026-01-05 10:00:00' },
      { recipient: '0212 555 12 34' },
    ]);
    await callDemo(demo, '/api/blacklist', { number: '+905370000009' });
    const registered = () =>
      callDemo<{ registrations: { sent?: number } }>(demo, '/api/consents/summary').then(
        ({ registrations }) => registrations.sent,
      );
    await becomes(registered, 3);
    await callDemo(demo, '/api/consents/verifications', {});
    const order = await callDemo<{ campaignId: string }>(demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text: 'Siparişiniz yola çıktı; bugün 14.00 ile 18.00 arasında kapınızda. '.repeat(3),
      recipients: [PERSON, '+905370000013'],
    });
    const withheld = await callDemo<{ campaignId: string }>(demo, '/api/orders', {
      kind: 'commercial',
      audience: 'BIREYSEL',
      sender: 'EMULATOR',
      text: 'Yaz indirimi başladı.',
      recipients: ['+905370000002', '+905370000014'],
    });
    await demo.emulator?.waitForMessages({ to: PERSON, status: 'delivered' }, { timeoutMs: 100_000 });
    const person = encodeURIComponent(PERSON);
    return {
      overview: { path: '/overview', shows: '.health' },
      compose: { path: '/', shows: '[data-slot=sms-composer]' },
      orders: { path: '/orders', shows: '.sms-orders-link' },
      order: { path: `/orders/${order.campaignId}`, shows: '.report-section' },
      'withheld order': { path: `/orders/${withheld.campaignId}`, shows: '.withheld li:nth-child(2)' },
      faults: { path: '/faults', shows: '.fault-form' },
      'no page': { path: '/nothing/here', shows: '.empty' },
      ledger: { path: '/consents', shows: '.consent-row' },
      'nothing found': { path: '/consents?search=zzz', shows: '.filters ~ .empty' },
      person: { path: `/consents/people/${person}`, shows: '[data-slot=consent-history-entry]' },
      unknown: { path: '/consents/people/%2B905399999999', shows: '.empty' },
      import: { path: '/consents/import', shows: '.plain-rows' },
      report: { path: `/consents/import/${id}`, shows: '[data-slot=import-report-row]' },
      verification: { path: '/consents/verification', shows: '[data-run=done]' },
      proof: { path: '/consents/proof', shows: '.chain-form' },
      form: { path: '/form', shows: '[data-slot=consent-form-actions]' },
      withdrawal: { path: '/form/withdraw', shows: '[data-slot=consent-form-actions]' },
      blacklist: { path: '/blacklist', shows: '[data-slot=blacklist-manager-row]' },
      phones: { path: '/phones', shows: '.phone-rows a' },
      phone: { path: `/phones/${person}`, shows: '[data-slot=phone-thread-bubble]' },
      'sign-in': { path: '/sign-in', shows: '[data-slot=phone-verification]' },
      more: { path: '/more', shows: '.more-list a' },
    };
  }

  async function open(name: PlaceName, look: PageView): Promise<Page> {
    const { path, shows } = places[name];
    const page = await pages.open(path, look);
    await page.locator(shows).first().waitFor();
    return page;
  }

  /** Sets the widths in turn. @returns those at which the page scrolls horizontally, or a number or tab wraps. */
  async function excesses(page: Page): Promise<(number | string)[][]> {
    const found: (number | string)[][] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (excess > 0) found.push([width, excess]);
      const wrapped = await wrappedTexts(page, width < 640 ? '.nav a > span' : '.button');
      if (wrapped.length > 0) found.push([width, ...wrapped]);
    }
    return found;
  }

  it.each<PlaceName>(PLACE_NAMES)(
    '%s: in light and English, has no violations reported by axe and does not scroll horizontally',
    async (name) => {
      const page = await open(name, { theme: 'light', locale: 'en', width: 1280 });
      expect(await axeViolations(page)).toEqual([]);
      expect(await excesses(page)).toEqual([]);
    },
  );

  it.each<PlaceName>(PLACE_NAMES)(
    '%s: shows each focused element and its focus at 200 % and 400 % zoom, and leaves it three quarters of the height',
    async (name) => {
      const page = await open(name, ZOOMED[0]);
      for (const size of ZOOMED) {
        await page.setViewportSize(size);
        const { focused, faults } = await walkByTab(page);
        expect([size, focused > 2, faults]).toEqual([size, true, []]);
      }
    },
  );

  it.each<PlaceName>(PLACE_NAMES)(
    '%s: in dark and Turkish, has no violations reported by axe, does not scroll horizontally and has no English words',
    async (name) => {
      const page = await open(name, { theme: 'dark', locale: 'tr', width: 360 });
      expect(await axeViolations(page)).toEqual([]);
      expect(await excesses(page)).toEqual([]);
      const words = await wordsOf(page);
      expect(words).toMatch(/^tr\n/);
      expect(words.match(ENGLISH) ?? []).toEqual([]);
    },
  );
});

/** Returns the language and all visible and hidden texts of the page. */
function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
    const labels = Array.from(document.querySelectorAll('body *')).flatMap((element) =>
      attributes.map((attribute) => element.getAttribute(attribute) ?? ''),
    );
    return [document.documentElement.lang, document.title, document.body.innerText, ...labels].join('\n');
  });
}

/** English words that occur in the English texts and in no Turkish sentence. */
const ENGLISH =
  /\b(?:the|and|of|is|are|your|you|orders?|recipients?|message|messages|consents?|refusal|ledger|import|proof|chain|phones?|blocked|delivered|undelivered|waiting|search|find|number|status|changed|language|light|dark|choose|file|page|more|show|back|run|verify|check|records?|rows?|download|queued|taken|provider)\b/gi;
