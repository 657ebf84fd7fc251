import type { Demo } from 'demo';
import type { Browser, Page } from 'playwright-core';
import { PagePool } from './page-pool.js';

export type DemoLocale = 'tr' | 'en';
export type DemoTheme = 'light' | 'dark';

/** Language, theme and size of a page. */
export interface PageView {
  locale?: DemoLocale;
  theme?: DemoTheme;
  width?: number;
  height?: number;
}

/** Opens pages of the demo, each in a separate browser profile. */
export class DemoPages {
  readonly #pool: PagePool;

  constructor(
    browser: Browser,
    private readonly demo: Pick<Demo, 'url'>,
  ) {
    this.#pool = new PagePool(browser, `${demo.url}/icon.svg`);
  }

  /** Opens a page with its own storage, language, theme and size, and waits for its heading. */
  async open(
    path: string,
    { locale = 'en', theme = 'light', width = 1280, height = 800 }: PageView = {},
  ): Promise<Page> {
    const page = await this.#pool.take({}, { 'demo.locale': locale, 'demo.theme': theme });
    await page.setViewportSize({ width, height });
    await page.goto(`${this.demo.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    return page;
  }

  async close(): Promise<void> {
    await this.#pool.release();
  }
}

/** Calls the API of the demo, to prepare data for a test. */
export async function callDemo<Answer>(
  demo: Pick<Demo, 'url'>,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const isFile = typeof body === 'string';
  const response = await fetch(`${demo.url}${path}`, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': isFile ? 'text/csv' : 'application/json' },
      body: isFile ? body : JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  // 204: success without a body.
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** A row of a consent file. */
export interface ConsentRow {
  recipient: string;
  status?: 'ONAY' | 'RET';
  channel?: 'MESAJ' | 'EPOSTA' | 'ARAMA';
  date?: string;
}

const TURKISH_TIME = 3 * 3_600_000;
/** In Turkish, so that Turkish pages that show the columns of a file contain no English. */
const CONSENT_HEADER = 'alıcı;alıcı tipi;kanal;durum;kaynak;tarih';

/** Returns a time in the time zone and format of consent files. */
export const fileMoment = (moment: Date): string =>
  new Date(moment.getTime() + TURKISH_TIME).toISOString().slice(0, 19).replace('T', ' ');

/** Returns a consent file. The default date of a row is one hour ago. */
export function consentFile(rows: readonly ConsentRow[]): string {
  const anHourAgo = fileMoment(new Date(Date.now() - 3_600_000));
  const lines = rows.map(({ recipient, status = 'ONAY', channel = 'MESAJ', date = anHourAgo }) =>
    [recipient, 'BIREYSEL', channel, status, 'HS_WEB', date].join(';'),
  );
  return [CONSENT_HEADER, ...lines].join('\n');
}

/** Imports consents into the ledger and waits for the end of the import. */
export async function importConsents(
  demo: Pick<Demo, 'url'>,
  rows: readonly ConsentRow[],
): Promise<{ id: string }> {
  const options = 'name=liste.csv&format=csv&encoding=utf-8&recipientType=BIREYSEL&source=HS_WEB';
  const { id } = await callDemo<{ id: string }>(demo, `/api/consents/imports?${options}`, consentFile(rows));
  // The event stream of an import ends with the import.
  const events = await fetch(`${demo.url}/api/consents/imports/${id}/events`);
  await events.text();
  return { id };
}
