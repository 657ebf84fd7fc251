import { describe, expect, it } from '@jest/globals';
import { exampleHarness } from './harness.js';

const CONSENTING = '0530 123 45 67';
const REFUSING = '0530 123 45 68';

describe('the example consents', () => {
  const example = exampleHarness('consents');

  it('records a consent through the server action', async () => {
    const { page, errors } = await example.visit('/');
    await page.getByLabel('Telefon numarası').fill(CONSENTING);
    const box = page.getByRole('checkbox');
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await page.getByRole('button', { name: 'İşaretlediklerime onay veriyorum' }).click();
    await page.locator('[data-slot="consent-form-receipt"]').waitFor();

    await page.getByRole('link', { name: 'Müşteriler' }).click();
    await page.getByText('+905301234567: SMS gönderilebilir').waitFor();
    expect(errors).toEqual([]);
  });

  it('makes no customer of a person who refuses', async () => {
    const { page, errors } = await example.visit('/');
    await page.getByLabel('Telefon numarası').fill(REFUSING);
    await page.getByRole('button', { name: 'Onay vermiyorum' }).click();
    await page.locator('[data-slot="consent-form-receipt"]').waitFor();

    await page.getByRole('link', { name: 'Müşteriler' }).click();
    await page.getByRole('heading', { name: 'Müşteriler' }).waitFor();
    expect(await page.getByRole('listitem').allInnerTexts()).not.toContainEqual(
      expect.stringContaining('+905301234568'),
    );
    expect(errors).toEqual([]);
  });
});
