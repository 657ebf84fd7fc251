import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import { parseRecipients } from 'iletimerkezi-core/files';
import { startEmulator } from 'iletimerkezi-emulator';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { becomes } from '../support/becomes.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { DemoPages, type DemoLocale, type DemoTheme, type PageView } from '../support/demo-page.js';

const DELAYS = { acceptMs: 5, deliveryMs: [20, 400] } as const;
const SAMPLE = fileURLToPath(new URL('../../apps/demo/samples/recipients.csv', import.meta.url));
const expected = parseRecipients(readFileSync(SAMPLE, 'utf8'));

describeBrowser('the demo in a browser', () => {
  let demo: Demo;
  let browser: Browser;
  let pages: DemoPages;
  let texts = 0;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo({ delays: DELAYS }), launchChromium()]);
    pages = new DemoPages(browser, demo);
  });

  afterEach(async () => {
    await pages?.close();
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  const open = (path = '/', look?: PageView): Promise<Page> => pages.open(path, look);

  /** Fills in all fields except the recipients. Use each text once: the provider refuses duplicates. */
  async function write(page: Page): Promise<string> {
    texts += 1;
    const text = `Siparişiniz yola çıktı. Takip no ${texts}`;
    await page.locator(AT.text).fill(text);
    await page.locator(AT.kind).first().check();
    await page.locator(AT.sender).selectOption('MAVIKITAP');
    return text;
  }

  const file = (name: string, content: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(content),
  });

  async function send(page: Page): Promise<void> {
    await page.locator(AT.review).click();
    await page.locator(AT.confirm).click();
  }

  it('sends the sample list and shows the result of every valid recipient', async () => {
    const page = await open();
    await page.locator('input[type=file]').setInputFiles(SAMPLE);
    const counts = page.getByRole('group', { name: 'Result' });
    await expectText(counts, [`${expected.valid}`, `${expected.duplicates}`, `${expected.rejected}`]);

    // The rejected rows have the row numbers of the spreadsheet.
    const rejected = expected.rows.filter((row) => row.status === 'rejected');
    const list = page.locator(AT.recipients);
    await expectText(list, [
      String(rejected[0]?.row),
      'landline; cannot receive SMS',
      'empty row',
      String(rejected[3]?.row),
    ]);

    const text = await write(page);
    await send(page);
    await page.locator(AT.completed).waitFor();
    await becomes(async () => reported(await page.locator('.report').innerText()), {
      final: expected.valid,
      waiting: 0,
    });
    expect(demo.emulator?.inbox({ text }, 2000)).toHaveLength(expected.valid);
  });

  it('sends to 1,000 recipients and updates each of them live until the end', async () => {
    const page = await open();
    const rows = Array.from({ length: 1000 }, (_, index) => `0530${String(2_000_000 + index)}`);
    const list = file('bin.csv', `telefon\n${rows.join('\n')}\n`);
    await page.locator('input[type=file]').setInputFiles(list);
    await page.getByText('1,000 recipients will get the message').waitFor();
    const text = await write(page);
    await send(page);
    await page.getByRole('heading', { name: 'Order report' }).waitFor();
    await page.locator(AT.completed).waitFor();
    await becomes(async () => reported(await page.locator('.report').innerText()), {
      final: 1000,
      waiting: 0,
    });
    expect(demo.emulator?.inbox({ text }, 2000)).toHaveLength(1000);
  });

  it('keeps its URL after a reload, opens deep links, and goes back', async () => {
    const page = await open();
    await page.locator('textarea').first().fill('0530 000 00 01');
    await write(page);
    await send(page);
    await page.getByRole('heading', { name: 'Order report' }).waitFor();
    const address = page.url();
    await page.reload();
    await page.getByRole('heading', { name: 'Order report' }).waitFor();
    await page.locator(AT.completed).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'New order' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: 'Order report' }).waitFor();
    expect(page.url()).toBe(address);
    const other = await open(new URL(address).pathname);
    await other.getByRole('heading', { level: 1, name: 'Order report' }).waitFor();
    await other.locator('.nav').getByRole('link', { name: 'Orders', exact: true }).click();
    await other.getByRole('heading', { name: 'Orders' }).waitFor();
    await other.locator('.sms-orders-link').first().waitFor();
  });

  it('keeps the draft after a reload', async () => {
    const page = await open();
    await page.locator('input[type=file]').setInputFiles(SAMPLE);
    await page.getByText('recipients.csv').waitFor();
    const text = await write(page);
    await page.reload();
    await page
      .locator('[data-slot=recipients-field-chosen]')
      .getByText(`${expected.valid} recipients`)
      .waitFor();
    expect(await page.locator(AT.text).inputValue()).toBe(text);
    expect(await page.locator(AT.sender).inputValue()).toBe('MAVIKITAP');
  });

  it('lists missing fields and links to them', async () => {
    const page = await open();
    await page.locator(AT.review).click();
    await expectText(page.locator(AT.composer), [
      'Enter at least one number',
      'Write the message.',
      'Choose whether the message is transactional or commercial.',
      'Choose the sender.',
    ]);
    const focusIsIn = (place: string) => document.activeElement?.closest(place) !== null;
    expect(await page.evaluate(focusIsIn, AT.faults)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(focusIsIn, AT.recipients)).toBe(true);
  });

  it('reports the row with an unclosed quotation mark, and keeps the other rows', async () => {
    const page = await open();
    const broken = 'ad;telefon\n"Ayşe;05300000001\nAli;05300000002\n';
    await page.locator('input[type=file]').setInputFiles(file('broken.csv', broken));
    await page.getByText('1 recipient will get the message').waitFor();
    await expectText(page.locator(AT.recipients), [
      '"Ayşe;05300000001',
      'quotation mark that is not closed; remove it',
    ]);
  });

  it('creates two orders for a list with one recipient too many, and shows each of them', async () => {
    const own = await startDemo({ delays: { acceptMs: 3_600_000, deliveryMs: [0, 1] } });
    try {
      const page = await open();
      await page.goto(own.url);
      const rows = Array.from({ length: 50_001 }, (_, index) => `0530${String(1_000_000 + index)}`);
      const list = file('long.csv', `telefon\n${rows.join('\n')}\n`);
      await page.locator('input[type=file]').setInputFiles(list);
      await page.getByText('50,001 recipients will get the message').waitFor();
      await write(page);
      await send(page);
      await page.getByRole('heading', { name: 'Campaign report' }).waitFor();
      const orders = page.locator('.campaign-order');
      await orders.nth(1).waitFor();
      await expectText(orders, ['0 / 50,000', '0 / 1']);
      await orders.nth(1).click();
      await page.getByRole('heading', { name: 'Recipients of order 2' }).waitFor();
      await page.getByText('1 recipient', { exact: true }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'Recipients of order 1' }).waitFor();
    } finally {
      await own.close();
    }
  });

  it('keeps an order while the provider is unavailable, and sends it afterwards', async () => {
    const first = await startEmulator();
    const own = await startDemo({ emulator: first.url, syncMs: 100, outbox: { retryDelayMs: 100 } });
    let second: Awaited<ReturnType<typeof startEmulator>> | undefined;
    try {
      const page = await open();
      await page.goto(own.url);
      await page.locator('textarea').first().fill('0530 000 00 01');
      const text = await write(page);
      await first.close();
      await send(page);
      await page.getByText('1 recipient not submitted yet').waitFor();
      second = await startEmulator({
        port: first.port,
        seed: {
          accounts: [{ key: 'emulator', hash: 'emulator', characterMode: 'unicode', senders: ['MAVIKITAP'] }],
          acceptMs: 5,
          deliveryMs: [5, 20],
        },
      });
      await page.locator(AT.completed).waitFor();
      expect(second.inbox({ text })).toHaveLength(1);
    } finally {
      await own.close();
      await second?.close();
    }
  });

  it('shows an order with a lost response as unknown, and finds it in the provider’s reports', async () => {
    const own = await startDemo({ delays: DELAYS, outbox: { lookUpAfterMs: [2_000, 2_000, 2_000, 60_000] } });
    try {
      const page = await open();
      await page.goto(own.url);
      await page.locator('textarea').first().fill('0530 000 00 01\n0530 000 00 02');
      await write(page);
      own.emulator?.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
      await send(page);
      await page.locator('.state[data-state=unknown]').waitFor();
      await page.getByText(/Do not send it again/).waitFor();
      await page.locator(AT.completed).waitFor();
      await page.getByText('the order was found in its reports').waitFor();
      expect(own.emulator?.inbox()).toHaveLength(2);
    } finally {
      await own.close();
    }
  });

  it('holds an order that is not in the reports, and applies the decision', async () => {
    const own = await startDemo({ delays: DELAYS, outbox: { lookUpAfterMs: [10] } });
    try {
      const page = await open();
      await page.goto(own.url);
      await page.locator('textarea').first().fill('0530 000 00 01');
      const text = await write(page);
      // The provider accepts nothing, but its response does not show that.
      own.emulator?.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept', times: 1 });
      await send(page);
      await page.getByRole('group', { name: 'What happened?' }).waitFor();
      await page.getByRole('radio', { name: 'Send it again' }).check();
      await page.getByRole('button', { name: 'Apply the decision' }).click();
      await page.getByText('Sent again as another order').first().waitFor();
      await own.emulator?.waitForMessages({ text }, { timeoutMs: 100_000 });
      expect(own.emulator?.inbox({ text })).toHaveLength(1);
    } finally {
      await own.close();
    }
  });

  it('pauses and cancels orders that were not submitted', async () => {
    const own = await startDemo({ delays: DELAYS });
    try {
      const page = await open();
      await page.goto(own.url);
      await page.locator('textarea').first().fill('0530 000 00 01');
      const text = await write(page);
      const account = `${own.emulator?.url}/_emulator/accounts/emulator`;
      // Without credit the lane stops and keeps its orders.
      await fetch(account, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ balance: 0 }),
      });
      await send(page);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).waitFor();
      await page.locator('.state[data-state=paused]').first().waitFor();
      await page.getByRole('button', { name: 'Cancel the rest' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel the rest' }).click();
      await page.getByText('No message was sent to the 1 recipient of this order.').waitFor();
      expect(own.emulator?.inbox({ text })).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it('sends once from a page that stayed open while its server was unavailable', async () => {
    const port = Number(new URL((await startAndStop()).url).port);
    let own = await startDemo({ port, delays: DELAYS });
    try {
      const page = await open();
      await page.goto(own.url);
      await page.locator('textarea').first().fill('0530 000 00 01');
      const text = await write(page);
      const confirm = page.getByRole('button', { name: 'Send to 1 recipient' });
      await page.locator(AT.review).click();
      await confirm.waitFor();
      await own.close();
      await confirm.click();
      await page.getByText('The outcome is unknown').waitFor();
      await page.getByText('The demo server does not answer.').waitFor();
      await page.getByRole('button', { name: 'It was not sent: return to the message' }).click();
      // Without a preview of the server, the message cannot be sent.
      await page.locator(AT.review).click();
      await page.getByText('The recipients could not be checked').waitFor();
      own = await startDemo({ port, delays: DELAYS });
      await page.getByRole('button', { name: 'Try again' }).click();
      await confirm.click();
      await page.locator(AT.completed).waitFor();
      expect(own.emulator?.inbox({ text })).toHaveLength(1);
    } finally {
      await own.close();
    }
  });

  it.each<[DemoTheme, DemoLocale]>([
    ['light', 'en'],
    ['dark', 'tr'],
  ])('has no accessibility violations reported by axe while composing: %s, %s', async (theme, locale) => {
    for (const page of await composing({ theme, locale })) {
      expect([page.url(), await axeViolations(page)]).toEqual([page.url(), []]);
    }
  });

  it.each<DemoLocale>(['tr', 'en'])(
    'does not scroll horizontally at 360 px while composing: %s',
    async (locale) => {
      for (const page of await composing({ locale, width: 360 })) {
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([page.url(), excess]).toEqual([page.url(), 0]);
      }
    },
  );

  it('has no English words in Turkish while composing', async () => {
    for (const page of await composing({ locale: 'tr' })) {
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('tr');
      const words = await page.evaluate(() => {
        const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
        const labels = Array.from(document.querySelectorAll('body *')).flatMap((element) =>
          attributes.map((name) => element.getAttribute(name) ?? ''),
        );
        return [document.title, document.body.innerText, ...labels].join('\n');
      });
      expect(words.match(ENGLISH) ?? []).toEqual([]);
    }
  });

  /** Opens the compose page with a list, and its confirmation. demo-pages.spec.ts tests the other pages. */
  async function composing(look: PageView): Promise<Page[]> {
    const compose = await open('/', look);
    await compose.locator('input[type=file]').setInputFiles(file('liste.csv', readFileSync(SAMPLE, 'utf8')));
    await compose.locator('[data-kind=rejected]').first().waitFor();
    await write(compose);
    const confirm = await open('/', look);
    await confirm.locator('textarea').first().fill('0530 000 00 01');
    await write(confirm);
    await confirm.locator(AT.review).click();
    await confirm.locator('dialog').waitFor();
    return [compose, confirm];
  }
});

/** Selectors of the compose page. The kit marks its parts with `data-slot`. */
const AT = {
  composer: '[data-slot=sms-composer]',
  recipients: '[data-slot=recipients-field]',
  faults: '[data-slot=sms-fault-summary]',
  text: '[data-slot=sms-composer-message] textarea',
  kind: '[data-slot=sms-composer-kind] input',
  sender: '[data-slot=sms-composer-sender] select',
  review: '[data-slot=sms-composer-footer] button',
  confirm: 'dialog[open] [data-kind=primary]',
  completed: '.page-lead .state[data-state=completed]',
};

/** English words that occur in the English texts and in no Turkish sentence. */
const ENGLISH =
  /\b(?:the|and|of|is|are|not|your|you|order|orders|recipients?|message|delivered|undelivered|waiting|sending|completed|rows?|search|find|number|status|changed|balance|sender|review|cost|language|light|dark|valid|duplicate|invalid|download|choose|file|page|live|characters?)\b/gi;

/** Returns the numbers of final and waiting recipients in the report's bar. */
function reported(bar: string): { final: number; waiting: number } {
  const count = (state: string) =>
    Number((new RegExp(`${state}\\s+([\\d,]+)`).exec(bar)?.[1] ?? '0').replaceAll(',', ''));
  return { final: count('Delivered') + count('Undelivered'), waiting: count('Waiting') };
}

async function startAndStop(): Promise<Demo> {
  const demo = await startDemo();
  await demo.close();
  return demo;
}

async function expectText(locator: ReturnType<Page['locator']>, parts: readonly string[]): Promise<void> {
  for (const part of parts) await locator.filter({ hasText: part }).first().waitFor();
}
