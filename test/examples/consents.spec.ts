import { describe, expect, it } from '@jest/globals';
import { becomes } from '../support/becomes.js';
import { exampleHarness } from './harness.js';

const CONSENTING = '0530 123 45 67';
const REFUSING = '0530 123 45 68';

describe('the example consents', () => {
  const example = exampleHarness('consents');

  /** Returns the current consent of a person in the registry of the emulator, per channel. */
  async function registeredFor(recipient: string): Promise<unknown[]> {
    const query = new URLSearchParams({ brandCode: '1234', recipient });
    const response = await fetch(`${example.emulator.url}/_emulator/registry?${query}`);
    const histories: { type: string; current: { status: string } | null }[] = await response.json();
    return histories.map(({ type, current }) => [type, current?.status]);
  }

  it('records a consent through the server action, and registers it with İYS', async () => {
    const { page, errors } = await example.visit('/');
    await page.getByLabel('Telefon numarası').fill(CONSENTING);
    const box = page.getByRole('checkbox');
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await page.getByRole('button', { name: 'İşaretlediklerime onay veriyorum' }).click();
    await page.locator('[data-slot="consent-form-receipt"]').waitFor();

    await page.getByRole('link', { name: 'Müşteriler' }).click();
    await page.getByText('+905301234567: SMS gönderilebilir').waitFor();
    await becomes(() => registeredFor('+905301234567'), [['MESAJ', 'ONAY']]);
    expect(errors).toEqual([]);
  });

  it('makes no customer of a person who refuses', async () => {
    const { page, errors } = await example.visit('/');
    await page.getByLabel('Telefon numarası').fill(REFUSING);
    await page.getByRole('button', { name: 'Onay vermiyorum' }).click();
    await page.locator('[data-slot="consent-form-receipt"]').waitFor();

    await page.getByRole('link', { name: 'Müşteriler' }).click();
    await page.getByRole('heading', { name: 'Müşteriler' }).waitFor();
    expect(await registeredFor('+905301234568')).toEqual([]);
    expect(await page.getByRole('listitem').allInnerTexts()).not.toContainEqual(
      expect.stringContaining('+905301234568'),
    );
    expect(errors).toEqual([]);
  });
});
