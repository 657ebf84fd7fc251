import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.ts';
import { becomes } from '../support/becomes.ts';
import { describeBrowser, launchChromium } from '../support/chromium.ts';
import { PagePool } from '../support/page-pool.ts';

const VIEWS = ['phones', 'orders', 'registry', 'faults', 'webhooks', 'journal', 'account', 'more'] as const;
const LONG = `Değerli müşterimiz, ${'siparişiniz hazırlandı. '.repeat(12)}`;

describeBrowser('the emulator’s page', () => {
  let browser: Browser;
  let emulator: Emulator;
  let host: Server;
  let received: string[];
  let pages: PagePool;

  beforeAll(async () => {
    browser = await launchChromium();
    emulator = await startEmulator();
    pages = new PagePool(browser, `${emulator.url}/icon.svg`);
    host = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        if (request.method === 'POST') received.push(body);
        response.setHeader('content-type', 'text/html').end('<!doctype html><title>another page</title>');
      });
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser.close();
    await emulator.close();
    host.closeAllConnections();
    await new Promise((resolve) => host.close(resolve));
  });
  beforeEach(() => {
    received = [];
    emulator.reset();
  });
  afterEach(() => pages.release());

  const hostUrl = (): string => `http://127.0.0.1:${(host.address() as AddressInfo).port}`;

  async function open(hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await pages.take({ locale: 'en-US', reducedMotion: 'reduce', ...options });
    await page.goto(`${emulator.url}/${hash}`);
    return page;
  }

  async function call(path: string, request: object): Promise<{ code: number; orderId: string | undefined }> {
    const answer = await fetch(`${emulator.url}/v1/${path}/json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        request: { authentication: { key: 'emulator', hash: 'emulator' }, ...request },
      }),
    });
    const { response } = (await answer.json()) as {
      response: { status: { code: number }; order?: { id: string } };
    };
    return { code: response.status.code, orderId: response.order?.id };
  }

  const send = (text: string, number: string[], more: object = {}) =>
    call('send-sms', {
      order: { sender: 'EMULATOR', iys: '0', message: { text, receipents: { number } }, ...more },
    });

  const setMode = (characterMode: string) =>
    fetch(`${emulator.url}/_emulator/accounts/emulator`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ characterMode }),
    });

  /** Creates content for every view. */
  async function fill(): Promise<void> {
    emulator.setWebhook('emulator', `${hostUrl()}/webhook`);
    await send('Kodunuz 482913', ['5301234567']);
    await send(LONG, ['5301234567', '5309999001']);
    await send('Yarın', ['5321112233'], { sendDateTime: '20/01/2090 10:00' });
    await send('x', ['5301234567'], { sender: 'YABANCI' });
    emulator.addFault({ endpoint: 'send-sms', fault: 'slow' });
    await fetch(`${emulator.url}/_emulator/registry`, {
      method: 'POST',
      body: JSON.stringify({ brandCode: '1234', recipient: '+905301234567', status: 'ONAY' }),
    });
    emulator.advance('PT1H');
    await emulator.webhooksSettled();
  }

  describe('requests', () => {
    it('list the ignored fields and the words that are changed in the delivered text', async () => {
      await call('send-sms', {
        page: 1,
        order: {
          sender: 'EMULATOR',
          iys: '0',
          message: { text: 'Yeni #mağaza', receipents: { number: ['5301234567'] } },
        },
      });
      const page = await open('#/journal');
      await page.getByRole('link', { name: /send-sms.*2 warnings/s }).click();
      const detail = page.getByRole('article');
      await detail.getByText('request.page', { exact: true }).waitFor();
      await detail.getByText('#magaza', { exact: true }).waitFor();
      await detail.getByText(/a marker with these letters is not found/).waitFor();
    });
  });

  describe('phones', () => {
    it('shows a message that arrives while the page is open, with the boundaries of its parts', async () => {
      await setMode('turkish');
      const page = await open();
      await page.getByText('No message has arrived yet.').waitFor();
      await send(LONG, ['5301234567']);
      await page.getByRole('link', { name: '+90 530 123 45 67' }).click();
      const message = page.getByRole('log').getByRole('listitem');
      await message.getByText('Delivered').waitFor();
      await message.getByText('3 SMS', { exact: true }).waitFor();
      await message.getByText('Turkish · 3 credits · Transactional').waitFor();
      await becomes(
        () => message.locator('[data-slot=phone-thread-seam]').allInnerTexts(),
        [expect.stringMatching(/^Part 2:/), expect.stringMatching(/^Part 3:/)],
      );
      await message.getByText('B186').waitFor();
    });

    it('finds a phone by any of its digits', async () => {
      await send('a', ['5301234567', '5321112233']);
      const page = await open();
      const phones = page.getByRole('list', { name: 'Phones, newest message first' }).getByRole('link');
      await phones.nth(1).waitFor();
      await page.getByLabel('Find a number').fill('111 22');
      await page.getByRole('link', { name: '+90 530 123 45 67' }).waitFor({ state: 'detached' });
      await becomes(() => phones.count(), 1);
    });

    it('fetches one page of 50,000 messages', async () => {
      const numbers = Array.from({ length: 50_000 }, (_, index) => String(5_310_000_000 + index));
      await send('Duyuru', numbers);
      const page = await open();
      await page.getByRole('link', { name: '+90 531 004 99 99' }).waitFor();
      const links = page.getByRole('list', { name: 'Phones, newest message first' }).getByRole('link');
      await becomes(() => links.count(), 50);
    });
  });

  describe('orders', () => {
    it('shows the timeline of a scheduled order, and cancels it after a confirmation', async () => {
      const { orderId } = await send('Yarın', ['5301234567'], { sendDateTime: '20/01/2090 10:00' });
      const page = await open(`#/orders/${orderId}`);
      await page.getByText('20 Jan 2090 10:00:00').waitFor();
      await page.getByRole('button', { name: 'Cancel the order' }).click();
      await page.getByRole('button', { name: 'Cancel it and refund the credits' }).click();
      await page.getByText('Cancelled, credits refunded').waitFor();
      expect(await call('cancel-order', { order: { id: orderId } })).toMatchObject({ code: 455 });
    });
  });

  describe('faults and clock', () => {
    it('adds a fault that fails the next request, and shows the reason in the journal', async () => {
      const page = await open('#/faults');
      await page.getByLabel('Fault', { exact: true }).selectOption('503 from the provider');
      await page.getByRole('button', { name: 'Add', exact: true }).first().click();
      await page.getByRole('link', { name: '1 active fault' }).waitFor();
      expect(await send('a', ['5301234567'])).toMatchObject({ code: 503 });
      expect(await send('a', ['5301234567'])).toMatchObject({ code: 200 });
      await page.getByText('send-sms · used up · applied 1 time').waitFor();
      await page.getByRole('link', { name: 'Requests' }).click();
      await page.getByRole('link', { name: 'Refused 503' }).click();
      await page.getByRole('article').getByText('503 from the provider').waitFor();
    });

    it('freezes the clock, and delivers a scheduled message when the clock is advanced', async () => {
      await fetch(`${emulator.url}/_emulator/clock`, {
        method: 'POST',
        body: JSON.stringify({ set: '2027-01-20T06:30:00Z' }),
      });
      await send('Günaydın', ['5301234567'], { sendDateTime: '20/01/2027 10:00' });
      const page = await open();
      await page.getByText('No message has arrived yet.').waitFor();
      await page.getByRole('button', { name: 'Freeze' }).click();
      await page.getByRole('button', { name: 'Resume' }).waitFor();
      const clock = page.getByRole('region', { name: 'Clock' });
      await clock.getByText('Frozen').waitFor();
      await page.getByRole('button', { name: 'Advance the clock by 1 hour' }).click();
      await page.getByRole('link', { name: '+90 530 123 45 67' }).getByText('Delivered').waitFor();
      await clock.getByText('20 Jan 2027 10:30').waitFor();
    });
  });

  describe('webhooks', () => {
    it('saves a URL, shows the attempts, and sends one again', async () => {
      const page = await open('#/account');
      await page.getByRole('textbox', { name: 'Webhook URL' }).fill(`${hostUrl()}/webhook?token=t`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      await send('Kodunuz 1', ['5309999000']);
      await page.getByRole('link', { name: 'Webhooks' }).click();
      const list = page.getByRole('list', { name: 'Webhooks, newest first' }).getByRole('link');
      await list.nth(1).getByText('1 attempt').waitFor();
      await list.first().click();
      await page.getByText('HTTP 200').waitFor();
      await page.getByRole('button', { name: 'Send again' }).click();
      await page.getByRole('link', { name: 'Sent again as webhook 3.' }).waitFor();
      await emulator.webhooksSettled();
      await becomes(async () => received.length, 3);
      expect(received[2]).toBe(received[1]);
    });
  });

  describe('registry', () => {
    it('records a citizen’s refusal, and returns it from the registry', async () => {
      const page = await open('#/registry');
      await page.getByText('Citizen’s decision', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Recipient' }).fill('0530 123 45 67'.replace(/^0/, '+90 '));
      await page.getByRole('button', { name: 'Record consent (ONAY)' }).click();
      await page.getByRole('link', { name: '+90 530 123 45 67' }).click();
      await page.getByRole('article').getByRole('button', { name: 'Record refusal (RET)' }).click();
      const history = page.getByRole('article').getByRole('listitem');
      await history.nth(1).waitFor();
      await history.first().getByText('Refusal').waitFor();
      const answer = await fetch(`${emulator.url}/_emulator/registry?recipient=%2B905301234567`);
      expect(await answer.json()).toMatchObject([{ current: { status: 'RET' }, history: [{}, {}] }]);
    });
  });

  describe('with the keyboard', () => {
    it('skips to the content, moves through the list with the arrow keys, and opens the focused item', async () => {
      await send('a', ['5301234567', '5321112233']);
      const page = await open();
      await page.getByRole('list', { name: 'Phones, newest message first' }).waitFor();
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
      await page.keyboard.press('Tab');
      await becomes(focused, 'Skip to content');
      await page.keyboard.press('Enter');
      await becomes(() => page.evaluate(() => document.activeElement?.tagName), 'MAIN');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await becomes(focused, expect.stringContaining('+90 532 111 22 33'));
      await page.keyboard.press('ArrowDown');
      await becomes(focused, expect.stringContaining('+90 530 123 45 67'));
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth);
      expect(outline).toBe('2px');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '+90 530 123 45 67' }).waitFor();
    });

    it('moves the focus to the opened item on a narrow screen, and back', async () => {
      await send('a', ['5301234567', '5321112233']);
      const page = await open('', { viewport: { width: 360, height: 740 } });
      await page.getByRole('link', { name: '+90 530 123 45 67' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '+90 530 123 45 67' }).waitFor();
      await page.keyboard.press('Tab');
      await becomes(() => page.evaluate(() => document.activeElement?.textContent), 'Back to the list');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.textContent?.includes('+90 530 123 45 67'));
    });
  });

  describe('accessibility and languages', () => {
    it.each(['light', 'dark'] as const)('has no axe violations in any view, %s', async (colorScheme) => {
      await fill();
      const page = await open('', { colorScheme });
      const opened = [
        ...VIEWS.map((view) => `#/${view}`),
        '#/phones/+905301234567',
        '#/orders/312000002',
        '#/registry/1234%7CMESAJ%7CBIREYSEL%7C%2B905301234567',
        '#/webhooks/1',
        '#/journal/4',
      ];
      const findings: string[] = [];
      for (const hash of opened) {
        await page.goto(`${emulator.url}/${hash}`);
        await page.getByRole('main').getByRole('heading').first().waitFor();
        await page.waitForFunction(() => document.querySelector('.loading, [aria-busy]') === null);
        const violations = await axeViolations(page, colorScheme === 'dark' ? { rules: 'colours' } : {});
        findings.push(...violations.map((violation) => `${hash} ${violation}`));
      }
      expect(findings).toEqual([]);
    });

    it.each(['tr-TR', 'en-US'])('does not scroll horizontally at 360 px, %s', async (locale) => {
      await fill();
      const page = await open('', { locale, viewport: { width: 360, height: 740 } });
      const wide: string[] = [];
      for (const hash of [
        ...VIEWS.map((view) => `#/${view}`),
        '#/phones/+905301234567',
        '#/orders/312000002',
      ]) {
        await page.goto(`${emulator.url}/${hash}`);
        await page.getByRole('main').getByRole('heading').first().waitFor();
        const over = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('body *')]
            .filter((element) => {
              const { overflowX } = getComputedStyle(element);
              const scrolls =
                element === document.documentElement || overflowX === 'auto' || overflowX === 'scroll';
              return scrolls && element.scrollWidth > element.clientWidth;
            })
            .map((element) => `${element.tagName}.${element.className}`),
        );
        wide.push(...over.map((element) => `${hash} ${element}`));
      }
      expect(wide).toEqual([]);
    });

    it('is available in Turkish and English, and keeps the choice', async () => {
      const page = await open('#/account');
      await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Türkçe' }).click();
      await page.getByRole('heading', { name: 'Hesap', level: 1 }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Hesap', level: 1 }).waitFor();
      await becomes(() => page.evaluate(() => document.documentElement.lang), 'tr');
    });
  });

  describe('security and connection', () => {
    it('makes no request to another origin, and violates no rule of its content security policy', async () => {
      await fill();
      const page = await open();
      const otherOrigins: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(emulator.url)) otherOrigins.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      for (const view of VIEWS) {
        await page.goto(`${emulator.url}/#/${view}`);
        await page.reload();
        await page.getByRole('main').getByRole('heading').first().waitFor();
      }
      expect({ otherOrigins, errors }).toEqual({ otherOrigins: [], errors: [] });
    });

    it('rejects reads and changes by a page of another origin', async () => {
      await send('a', ['5301234567']);
      const page = await open();
      await page.goto(hostUrl());
      const outcome = await page.evaluate(async (url) => {
        // "no-cors" sends the request without a preflight, as a malicious form would.
        await fetch(`${url}/_emulator/reset`, { method: 'POST', mode: 'no-cors' }).catch(() => undefined);
        return fetch(`${url}/_emulator/inbox`).then(
          () => 'read',
          () => 'refused',
        );
      }, emulator.url);
      expect(outcome).toBe('refused');
      expect(await emulator.waitForMessages({ to: '5301234567' })).toHaveLength(1);
    });

    it('shows that the emulator does not respond, and reconnects when it does', async () => {
      const first = await startEmulator();
      const page = await open();
      await page.goto(first.url);
      await page.getByText('No message has arrived yet.').waitFor();
      await first.close();
      await page.getByRole('alert').filter({ hasText: 'does not answer' }).first().waitFor();
      const second = await startEmulator({ port: first.port });
      try {
        await page.getByText('Live', { exact: true }).waitFor();
        await page.getByRole('alert').first().waitFor({ state: 'detached' });
        await page.getByText('No message has arrived yet.').waitFor();
      } finally {
        await second.close();
      }
    });
  });
});
