/** The main journeys through the demo. Each runs in every engine. */
import { fileURLToPath } from 'node:url';
import type { Demo } from 'demo';
import type { EnginePage } from './engine-page.ts';

const SAMPLE = fileURLToPath(new URL('../../apps/demo/samples/recipients.csv', import.meta.url));
const DAY_MS = 86_400_000;

/** What a journey uses besides its page. */
export interface Surroundings {
  readonly demo: Demo;
  /** A page of `ReportTable` alone, with as many rows as `?rows` says. */
  readonly tableUrl: string;
}

/** A journey. It throws an Error that names what it waited for. */
export interface Journey {
  readonly name: string;
  run(page: EnginePage, surroundings: Surroundings): Promise<void>;
}

const FILE = { label: /^Choose a file/ };
const REVIEW = { role: 'button', name: /^Review and send$/ };
const SEND = { role: 'button', name: /^(Send|Schedule) / };
const REPORT = { role: 'heading', name: /^Order report$/ };

async function compose(page: EnginePage, text: string): Promise<void> {
  await page.write({ role: 'textbox', name: /^Message$/ }, text);
  await page.click({ role: 'radio', name: /^Transactional/ });
  await page.choose({ role: 'combobox', name: /^Sender$/ }, 'MAVIKITAP');
}

/** The counts of the report, in its order of states. */
const countsInPage = (): number[] =>
  [...document.querySelectorAll('[data-slot=report-table-count] .sms-figure')].map((figure) =>
    Number(figure.textContent.replaceAll(/\D/g, '')),
  );
const rowsInPage = (): string[] =>
  [...document.querySelectorAll('[data-slot=report-table-row]')].map((row) => row.textContent);

/** The index of the last row that is visible within the grid. */
const lastRowInView = (): number => {
  const frame = document.querySelector('[role=grid]')?.getBoundingClientRect();
  const rows = [...document.querySelectorAll('[data-slot=report-table-row]')];
  const visible = rows.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return frame !== undefined && top >= frame.top && bottom <= frame.bottom;
  });
  return Math.max(0, ...visible.map((row) => Number(row.getAttribute('aria-rowindex'))));
};

export const JOURNEYS: readonly Journey[] = [
  {
    name: 'composes with a file, reviews and sends',
    run: async (page, { demo }) => {
      const text = 'Siparişiniz yola çıktı';
      await page.open('/');
      await page.attach(FILE, SAMPLE);
      await page.see({ text: /recipients\.csv/ });
      await compose(page, text);
      await page.click(REVIEW);
      await page.see({ role: 'heading', name: /recipients|Send/ });
      await page.press('Escape');
      await page.click(REVIEW);
      await page.click(SEND);
      await page.see(REPORT);
      await page.until(
        'the report',
        countsInPage,
        ([delivered = 0, waiting]) => delivered > 0 && waiting === 0,
      );
      if ((demo.emulator?.inbox({ text }) ?? []).length === 0) throw new Error('No message arrived.');
    },
  },
  {
    name: 'lists missing fields, each as a link to its field',
    run: async (page) => {
      await page.open('/');
      await page.click(REVIEW);
      await page.see({ role: 'group', name: /things are missing/ });
      await page.click({ role: 'link', name: /^Write the message/ });
      await page.until(
        'the focused element',
        () => document.activeElement?.closest('[data-slot=sms-composer-message]') !== null,
        Boolean,
      );
    },
  },
  {
    name: 'schedules an order',
    run: async (page) => {
      await page.open('/');
      await page.write({ role: 'textbox', name: /^Recipients$/ }, '0530 000 00 01');
      await compose(page, 'Yarın görüşmek üzere');
      await page.click({ role: 'radio', name: /^Later$/ });
      const day = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);
      await page.write({ role: 'textbox', name: /^Date and time$/ }, `${day} 10:00`);
      await page.see({ text: /10:00, Türkiye time$/ });
      await page.click(REVIEW);
      await page.click(SEND);
      await page.see(REPORT);
      await page.see({ text: /^Scheduled$/ });
    },
  },
  {
    name: 'filters, sorts and walks through a report with the keyboard',
    run: async (page, { demo }) => {
      const id = await createOrder(demo, 'Rapor için', numbers(300));
      await page.open(`/orders/${id}`);
      await page.until(
        'the report',
        countsInPage,
        ([delivered = 0, waiting]) => delivered > 0 && waiting === 0,
      );
      await page.click({ role: 'button', name: /^Number$/ });
      await page.press('Control+End');
      await page.until('the rows', rowsInPage, (rows) => rows.some((row) => row.includes('530 100 02 99')));
      await page.press('Control+Home');
      await page.until('the rows', rowsInPage, (rows) => rows[0]?.includes('530 100 00 00') === true);
      await page.write({ role: 'searchbox', name: /^Find a number$/ }, '0530 100 01 23');
      await page.until('the rows', rowsInPage, (rows) => rows.length === 1);
    },
  },
  {
    name: 'displays as many of 500,000 rows as the engine can scroll, says so, and finds the others',
    run: async (page, { tableUrl }) => {
      await page.openUrl(`${tableUrl}?rows=500000`);
      await page.see({ text: /^İlk 386\.363 satır gösteriliyor/ });
      await page.click({ role: 'button', name: /^Numara$/ });
      await page.press('Control+End');
      await page.until('the last row in view', lastRowInView, (row) => row === 386_364);
      await page.press('Control+Home');
      await page.until('the last row in view', lastRowInView, (row) => row < 30);
      await page.write({ role: 'searchbox', name: /^Numara ara$/ }, '804 498 991');
      await page.until('the rows', rowsInPage, (rows) => rows.length === 1);
    },
  },
  {
    name: 'shows an order live',
    run: async (page, { demo }) => {
      await page.open('/');
      await page.write({ role: 'textbox', name: /^Recipients$/ }, numbers(12).join('\n'));
      await compose(page, 'Canlı izlenir');
      // Otherwise a slow engine opens the report after the last delivery.
      demo.emulator?.freeze(true);
      await page.click(REVIEW);
      await page.click(SEND);
      await page.until('the first counts', countsInPage, ([, waiting = 0]) => waiting > 0);
      demo.emulator?.freeze(false);
      await page.until(
        'the report',
        countsInPage,
        ([delivered = 0, waiting]) => delivered > 0 && waiting === 0,
      );
      await page.see({ text: /^Completed$/ });
    },
  },
  {
    name: 'records a consent and its withdrawal',
    run: async (page) => {
      const number = '0532 100 00 77';
      await page.open('/form');
      await page.write({ label: /^Phone number/ }, number);
      await page.click({ role: 'checkbox', name: /commercial electronic messages by SMS/ });
      await page.click({ role: 'button', name: /^I consent to what I ticked$/ });
      await page.see({ text: /^Your consent was saved/ });
      await page.open('/form/withdraw');
      await page.write({ label: /^Phone number/ }, number);
      await page.click({ role: 'checkbox', name: /commercial electronic messages by SMS/ });
      await page.click({ role: 'button', name: /^Withdraw what I ticked$/ });
      await page.see({ text: /^Your withdrawal was saved/ });
    },
  },
  {
    name: 'reaches the page and its fields with Tab',
    run: async (page) => {
      await page.open('/');
      await page.see(REVIEW);
      await page.tabTo({ role: 'textbox', name: /^Message$/ });
      await page.tabTo(REVIEW);
      await page.press('Enter');
      await page.see({ text: /things are missing/ });
    },
  },
];

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `0530${String(1_000_000 + index)}`);

async function createOrder(demo: Demo, text: string, recipients: readonly string[]): Promise<string> {
  const response = await fetch(`${demo.url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'transactional', sender: 'MAVIKITAP', text, recipients }),
  });
  if (!response.ok) throw new Error(`The order was refused with ${response.status}.`);
  return ((await response.json()) as { campaignId: string }).campaignId;
}
