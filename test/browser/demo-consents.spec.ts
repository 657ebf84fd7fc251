import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { consentFile, fileMoment, importConsents, type ConsentRow } from '../support/demo-page.js';

const DELAYS = { acceptMs: 5, deliveryMs: [20, 400] } as const;
const YEAR_MS = 31_536_000_000;

describeBrowser('consents in the demo', () => {
  const harness = demoHarness({ empty: true, delays: DELAYS });

  let people = 0;
  /** Returns a person without records. */
  const newPerson = (): { typed: string; number: string; shown: string } => {
    people += 1;
    const last = String(people).padStart(2, '0');
    return {
      typed: `0532 100 00 ${last}`,
      number: `+905321000${'0'}${last}`,
      shown: `+90 532 100 00 ${last}`,
    };
  };

  /** Submits the form as a customer who consents to SMS. */
  async function consent(typed: string): Promise<Page> {
    const page = await harness.pages.open('/form');
    await page.getByLabel('Phone number').fill(typed);
    await page.getByLabel('I consent to commercial electronic messages by SMS.').check();
    await page.getByRole('button', { name: 'I consent to what I ticked' }).click();
    await page.getByText('Your consent was saved').waitFor();
    return page;
  }

  /** Starts a verification, waits for its end, and returns the text of the run. */
  async function verify(page: Page): Promise<string> {
    await page.goto(`${harness.demo.url}/consents/verification`);
    const runs = page.locator('.runs > li');
    const button = page.getByRole('button', { name: 'Verify now' });
    await button.waitFor();
    // Previous runs are rendered shortly after the button. Wait for them before counting.
    const before = await runsOf();
    await becomes(() => runs.count(), before);
    await button.click();
    await becomes(() => runs.count(), before + 1);
    await runs.first().and(page.locator('[data-run=done]')).waitFor();
    return runs.first().innerText();
  }

  async function runsOf(): Promise<number> {
    const answer = await fetch(`${harness.demo.url}/api/consents/verifications`);
    return ((await answer.json()) as { runs: unknown[] }).runs.length;
  }

  /** Sets the delay after which the registry lists a record. */
  async function landsAfter(registryDelayMs: number): Promise<void> {
    await fetch(`${harness.demo.emulator?.url}/_emulator/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ registryDelayMs }),
    });
  }

  /** Returns the state of a number in the registry. */
  async function atRegistry(number: string): Promise<{ status: string } | null | undefined> {
    const query = new URLSearchParams({ recipient: number });
    const answer = await fetch(`${harness.demo.emulator?.url}/_emulator/registry?${query}`);
    const [history] = (await answer.json()) as { current: { status: string } | null }[];
    return history?.current;
  }

  const statesOf = (page: Page) => page.locator('.standing [data-registration]').allInnerTexts();

  it('stores a customer’s consent with its evidence, registers it, and confirms it', async () => {
    const { typed, number, shown } = newPerson();
    const page = await consent(typed);
    await page.getByRole('link', { name: 'Show the record in the ledger' }).click();
    await page.getByRole('heading', { level: 1, name: shown }).waitFor();
    await becomes(() => statesOf(page), ['Accepted by the provider']);

    await page.getByText('What was shown').click();
    await page.getByText(/I agree that Mavi Kitap/).waitFor();
    await page.getByText(/SHA-256 [0-9a-f]{64}/).waitFor();

    expect(await verify(page)).toMatch(/1\s+confirmed/);
    expect(await atRegistry(number)).toMatchObject({ status: 'ONAY' });
    await page.goto(`${harness.demo.url}/consents?search=${encodeURIComponent(typed)}`);
    await page.locator('.consent-row').getByText('Confirmed by İYS').waitFor();
    await becomes(() => page.locator('.consent-row').count(), 1);
  });

  it('finds a consent that the provider accepted and İYS does not list, and submits it again', async () => {
    const { typed, number } = newPerson();
    await landsAfter(YEAR_MS);
    const page = await consent(typed);
    await page.getByRole('link', { name: 'Show the record in the ledger' }).click();
    await becomes(() => statesOf(page), ['Accepted by the provider']);
    await landsAfter(0);
    expect(await atRegistry(number)).toBeNull();

    const found = await verify(page);
    expect(found).toMatch(/1\s+not in İYS/);
    expect(found).toMatch(/1\s+submitted again/);
    await becomes(() => atRegistry(number), expect.objectContaining({ status: 'ONAY' }));
    expect(await verify(page)).toMatch(/1\s+confirmed/);
  });

  it('finds a refusal that a person registered with İYS', async () => {
    const { typed, number, shown } = newPerson();
    const page = await consent(typed);
    await becomes(() => atRegistry(number), expect.objectContaining({ status: 'ONAY' }));
    await fetch(`${harness.demo.emulator?.url}/_emulator/registry`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ brandCode: '1234', recipient: number, status: 'RET' }),
    });
    expect(await verify(page)).toMatch(/1\s+changed in İYS/);
    await page.goto(`${harness.demo.url}/consents/people/${encodeURIComponent(number)}`);
    await page.getByRole('heading', { level: 1, name: shown }).waitFor();
    await page.locator('.standing [data-decision=RET]').waitFor();
  });

  it('withdraws a consent in the customer’s form and in the dialog for employees', async () => {
    const { typed, number } = newPerson();
    await consent(typed);
    await becomes(() => atRegistry(number), expect.objectContaining({ status: 'ONAY' }));
    const form = await harness.pages.open('/form/withdraw');
    await form.getByLabel('Phone number').fill(typed);
    await form.getByLabel('I withdraw my consent to commercial electronic messages by SMS.').check();
    await form.getByRole('button', { name: 'Withdraw what I ticked' }).click();
    await form.getByText('Your withdrawal was saved').waitFor();
    await form.getByRole('link', { name: 'Show the record in the ledger' }).click();
    await form.locator('.standing [data-decision=RET]').waitFor();

    const other = newPerson();
    const page = await consent(other.typed);
    await page.getByRole('link', { name: 'Show the record in the ledger' }).click();
    await page.getByRole('button', { name: 'Record a refusal', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Where did the person refuse?').selectOption('HS_CAGRI_MERKEZI');
    await dialog.getByRole('button', { name: 'Record the refusal' }).click();
    await page.locator('.standing [data-decision=RET]').waitFor();
    await page.locator('[data-slot=consent-history-entry]').getByText('Call centre').waitFor();
  });

  it('records nothing if a person does not agree', async () => {
    const { typed, number } = newPerson();
    const page = await harness.pages.open('/form');
    await page.getByLabel('Phone number').fill(typed);
    await page.getByRole('button', { name: 'I do not consent' }).click();
    await page.getByText('Your refusal was recorded').waitFor();
    await page.goto(`${harness.demo.url}/consents/people/${encodeURIComponent(number)}`);
    await page.getByText('There are no records of this person.').waitFor();
    expect(await atRegistry(number)).toBeUndefined();
  });

  it('imports a file of 10,000 rows, and lists each of the 37 invalid ones', async () => {
    const bad = new Map<number, Partial<ConsentRow>>();
    const faults: Partial<ConsentRow>[] = [
      { recipient: '0212 555 12 34' },
      { recipient: '' },
      { date: '31.02.2026 10:00:00' },
    ];
    for (let index = 0; index < 37; index += 1) bad.set(index * 270, faults[index % faults.length] ?? {});
    const rows = Array.from({ length: 10_000 }, (_, index): ConsentRow => ({
      recipient: `0533${String(1_000_000 + index)}`,
      date: fileMoment(new Date(Date.now() - 3_600_000 - index * 1000)),
      ...bad.get(index),
    }));
    const page = await harness.pages.open('/consents/import');
    const file = { name: 'izinler.csv', mimeType: 'text/csv', buffer: Buffer.from(consentFile(rows)) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('9,963 records were imported').waitFor();
    await page.getByText('37 rows were excluded').waitFor();
    // The header is row 1 of the spreadsheet.
    const named = page.locator('[data-slot=import-report-row] th');
    await becomes(
      () => named.allInnerTexts(),
      [...bad.keys()].map((index) => String(index + 2)),
    );
    await page.getByText('This is a landline;').first().waitFor();

    const address = page.url();
    await page.reload();
    await page.getByText('9,963 records were imported').waitFor();
    expect(page.url()).toBe(address);

    // Importing the same file again changes nothing.
    await page.getByRole('link', { name: 'Import another file' }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('already in the ledger; not added again').waitFor();
    expect(page.url()).toBe(address);
  });

  it('shows why a file cannot be read', async () => {
    const page = await harness.pages.open('/consents/import');
    const broken = { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('ad;soyad\nAyşe;Yıldız\n') };
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByText(/The header has no column "recipient"/).waitFor();
    expect(await page.locator('[data-slot=import-report-row]').count()).toBe(0);
  });

  it('verifies the chain, and serves the evidence', async () => {
    const { typed, number } = newPerson();
    await consent(typed);
    const page = await harness.pages.open('/consents/proof');
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText(/The chain is intact: [\d,]+ records?/).waitFor();
    const head = await page.locator('.chain-head code').innerText();
    expect(head).toMatch(/^[0-9a-f]{64}$/);
    await page.getByLabel('Last hash you noted earlier (optional)').fill('f'.repeat(64));
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText(/The chain is broken/).waitFor();

    const evidence = `${harness.demo.url}/api/consents/people/${encodeURIComponent(number)}/evidence`;
    await page.goto(`${evidence}.html`);
    await page.getByRole('heading', { level: 1, name: /Consent records/ }).waitFor();
    expect(await page.locator('section').innerText()).toMatch(/I agree that Mavi Kitap/);
    const file = await fetch(`${evidence}.json`);
    expect(file.headers.get('content-disposition')).toMatch(/attachment/);
    expect(await file.json()).toMatchObject({ brandCode: '1234', records: [{ status: 'ONAY' }] });
  });

  it('finds people in the ledger by part of a number or address, with every variant of i', async () => {
    await importConsents(harness.demo, [
      { recipient: 'isil.ince@ornek.com', channel: 'EPOSTA' },
      { recipient: '0534 765 43 21' },
    ]);
    const page = await harness.pages.open('/consents');
    const rows = page.locator('.consent-row b');
    for (const typed of ['İSİL.INCE', 'ısıl', 'isil.ince']) {
      await page.getByRole('searchbox').fill(typed);
      await becomes(() => rows.allInnerTexts(), ['isil.ince@ornek.com']);
    }
    await page.getByRole('searchbox').fill('765 43');
    await becomes(() => rows.allInnerTexts(), ['+90 534 765 43 21']);
    await page.reload();
    await becomes(() => page.getByRole('searchbox').inputValue(), '765 43');
    await becomes(() => rows.allInnerTexts(), ['+90 534 765 43 21']);
    await rows.first().click();
    await page.getByRole('heading', { level: 1, name: '+90 534 765 43 21' }).waitFor();
    await page.goBack();
    await becomes(() => page.getByRole('searchbox').inputValue(), '765 43');
    expect(new URL(page.url()).pathname).toBe('/consents');
  });
});
