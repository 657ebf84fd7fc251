import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { exampleHarness } from './harness.js';

describe('the example otp-login', () => {
  const example = exampleHarness('otp-login');

  /** Enters a phone, and returns the code that arrives on it. */
  async function receiveCode(page: Page, phone: string, to: string): Promise<string> {
    await page.getByLabel('Cep telefonu').fill(phone);
    await page.keyboard.press('Enter');
    const [message] = await example.emulator.waitForMessages({ to, code: true }, { timeoutMs: 60_000 });
    await page.locator('[data-slot=phone-verification][data-step=code]').waitFor();
    if (message?.code === undefined) throw new Error('The message has no code.');
    return message.code;
  }

  it('signs in with the code of the message, and out', async () => {
    const { page, errors } = await example.visit('/');
    const code = await receiveCode(page, '0530 123 45 67', '+905301234567');
    await page.keyboard.type(code);
    await page.getByText('+905301234567 ile oturum açtınız.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Oturumu kapat' }).click();
    await page.getByRole('heading', { name: 'Oturum açın' }).waitFor();
    await page.reload();
    await page.getByLabel('Cep telefonu').waitFor();
    expect(errors).toEqual([]);
  });

  it('does not sign in with a wrong code', async () => {
    const { page, errors } = await example.visit('/');
    const code = await receiveCode(page, '0530 123 45 68', '+905301234568');
    await page.keyboard.type(`${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`);
    await page.getByText(/4 deneme/i).waitFor();
    await page.reload();
    await page.getByLabel('Cep telefonu').waitFor();
    expect(errors).toEqual([]);
  });
});
