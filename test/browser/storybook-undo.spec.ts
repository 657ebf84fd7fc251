import { expect, it } from '@jest/globals';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { storyHarness } from '../support/story-harness.js';

describeBrowser('The browser’s undo in the kit', () => {
  const { page, open } = storyHarness();
  const message = () => page().getByRole('textbox', { name: 'Message' });
  const undo = () => page().keyboard.press('Control+z');
  const redo = () => page().keyboard.press('Control+Shift+z');
  const isFocused = () => message().evaluate((box) => box === document.activeElement);

  it('restores a typed text that a template replaced', async () => {
    expect(await open('compose-smscomposer--with-templates')).toEqual([]);
    await message().fill('');
    await message().pressSequentially('Yazdığım metin 🎉');
    await page().getByLabel('Start from a template').selectOption('Kargo');
    expect(await message().inputValue()).toBe('Sayın {ad}, siparişiniz yola çıktı.');
    expect(await isFocused()).toBe(true);
    await undo();
    await becomes(() => message().inputValue(), 'Yazdığım metin 🎉');
    await redo();
    await becomes(() => message().inputValue(), 'Sayın {ad}, siparişiniz yola çıktı.');
  });

  it('inserts a variable at the caret, and undoes it', async () => {
    expect(await open('compose-smscomposer--with-templates')).toEqual([]);
    await message().fill('Sayın , merhaba');
    await message().evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(6, 6));
    await page().getByRole('button', { name: 'Ad', exact: true }).click();
    expect(await message().inputValue()).toBe('Sayın {ad}, merhaba');
    expect(await isFocused()).toBe(true);
    expect(await message().evaluate((box: HTMLTextAreaElement) => box.selectionStart)).toBe(10);
    await undo();
    await becomes(() => message().inputValue(), 'Sayın , merhaba');
  });

  it('undoes the replacement of all symbols in one step, and changes no letter', async () => {
    expect(await open('compose-smscomposer--costly-signs')).toEqual([]);
    const before = await message().inputValue();
    await message().fill(`${before} `);
    await page()
      .getByRole('button', { name: /^Replace the signs/ })
      .click();
    const after = await message().inputValue();
    expect(after).toContain('"Çok sıkıldım" - dedi... Ayr');
    expect(await isFocused()).toBe(true);
    await undo();
    await becomes(() => message().inputValue(), `${before} `);
  });

  it('undoes the replacement of one letter', async () => {
    expect(await open('compose-segmentcounter--letter-that-costs')).toEqual([]);
    const box = page().locator('#message');
    const before = await box.inputValue();
    await page().getByText('Kâr → Kar').waitFor();
    await page()
      .getByRole('button', { name: /^Replace with a/ })
      .click();
    expect(await box.inputValue()).toBe(before.replace('â', 'a'));
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await undo();
    await becomes(() => box.inputValue(), before);
  });

  it('undoes the drop of numbers onto typed ones', async () => {
    expect(await open('compose-recipientsfield--empty')).toEqual([]);
    const box = page().getByRole('textbox', { name: 'Recipients' });
    await box.pressSequentially('0530 123 45 67');
    await page()
      .locator('[data-slot=recipients-field]')
      .evaluate((field) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/plain', '0532 765 43 21');
        field.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      });
    expect(await box.inputValue()).toBe('0530 123 45 67\n0532 765 43 21');
    await undo();
    await becomes(() => box.inputValue(), '0530 123 45 67');
  });
});
