import { expect, it } from '@jest/globals';
import { describeBrowser } from '../support/chromium.js';
import { settle } from '../support/stories.js';
import { storyHarness } from '../support/story-harness.js';

declare global {
  interface Window {
    otpRequests: { answer: (code: string) => void; signal: AbortSignal }[];
  }
}

describeBrowser('Phone verification in a browser', () => {
  const { page, open } = storyHarness();
  const box = () => page().getByRole('textbox');
  /** Returns the text of the focused text box with `|` for the caret. */
  const shown = () =>
    box().evaluate((input) => {
      if (!(input instanceof HTMLInputElement)) return '';
      const caret = input.selectionStart ?? 0;
      return `${input.value.slice(0, caret)}|${input.value.slice(caret)}`;
    });
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page().keyboard.press(key);
  };
  /** Pastes through the clipboard, as a person does. */
  const paste = async (text: string): Promise<void> => {
    await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page().evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await press('ControlOrMeta+v');
  };

  it('formats a number while it is typed, inserted into and deleted from, with the caret in place', async () => {
    expect(await open('verification-phonefield--playground')).toEqual([]);
    await box().focus();
    await page().keyboard.type('05301234567');
    expect(await shown()).toBe('0530 123 45 67|');
    await press('Home', 'ArrowRight', 'ArrowRight', 'Delete');
    expect(await shown()).toBe('05|01 234 56 7');
    await page().keyboard.type('3');
    expect(await shown()).toBe('053|0 123 45 67');
    await press('ArrowRight', 'ArrowRight', 'Backspace');
    expect(await shown()).toBe('053|1 234 56 7');
    await press('ControlOrMeta+a');
    await page().keyboard.type('5');
    expect(await shown()).toBe('5|');
  });

  it('undoes and redoes the edits of a number one by one', async () => {
    expect(await open('verification-phonefield--filled')).toEqual([]);
    await box().focus();
    await press('End', 'Backspace', 'Backspace', 'Backspace');
    expect(await box().inputValue()).toBe('0530 123 4');
    await page().keyboard.type('99');
    expect(await box().inputValue()).toBe('0530 123 49 9');
    const seen: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      await press('ControlOrMeta+z');
      seen.push(await box().inputValue());
    }
    expect(seen.at(-1)).toBe('0530 123 45 67');
    for (let step = 0; step < 8; step += 1) await press('ControlOrMeta+Shift+z');
    expect(await box().inputValue()).toBe('0530 123 49 9');
  });

  it('displays a pasted and a filled-in number in the national form', async () => {
    expect(await open('verification-phonefield--playground')).toEqual([]);
    await box().focus();
    await paste('0090\u00a0(530) 123.45-67');
    expect(await shown()).toBe('0530 123 45 67|');
    await press('ControlOrMeta+z');
    expect(await box().inputValue()).toBe('');
    await box().fill('+905301234567');
    expect(await box().inputValue()).toBe('+90 530 123 45 67');
  });

  it('composes digits of an input method', async () => {
    expect(await open('verification-phonefield--playground')).toEqual([]);
    await box().focus();
    const cdp = await page().context().newCDPSession(page());
    await cdp.send('Input.imeSetComposition', { text: '０５３０１', selectionStart: 5, selectionEnd: 5 });
    expect(await box().inputValue()).toBe('０５３０１');
    await cdp.send('Input.insertText', { text: '０５３０１２' });
    expect(await shown()).toBe('0530 12|');
  });

  it('takes the code out of a pasted message, and undoes the paste', async () => {
    expect(await open('verification-codefield--partly-filled')).toEqual([]);
    await box().focus();
    await paste('Doğrulama kodunuz: 480 215. Kimseyle paylaşmayın.\n@example.com #480215');
    expect(await box().inputValue()).toBe('480215');
    await press('ControlOrMeta+z');
    expect(await box().inputValue()).toBe('123');
  });

  it('places each digit, and the caret before it, in its cell', async () => {
    for (const width of [1280, 320]) {
      await page().setViewportSize({ width, height: 256 });
      expect(await open('verification-codefield--ten-digits')).toEqual([]);
      const misplaced = await page().evaluate(() => {
        const input = document.querySelector('input');
        const cells = [...document.querySelectorAll('[data-slot=code-field-cell]')];
        if (!input) return ['no input'];
        const style = getComputedStyle(input);
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        if (!canvas) return ['no canvas'];
        canvas.font = style.font;
        const digit = canvas.measureText('0').width;
        const step = digit + Number.parseFloat(style.letterSpacing);
        const left = input.getBoundingClientRect().left + Number.parseFloat(style.paddingInlineStart);
        const wrong = cells.flatMap((cell, index) => {
          const bounds = cell.getBoundingClientRect();
          const middle = left + index * step + digit / 2;
          const distance = Math.abs(middle - (bounds.left + bounds.right) / 2);
          return distance > 1.5 ? [`digit ${index + 1}: ${distance.toFixed(1)} px off`] : [];
        });
        return input.scrollLeft === 0 ? wrong : [...wrong, 'the text is scrolled'];
      });
      expect(misplaced).toEqual([]);
    }
  });

  it('fills in a code of WebOTP, and aborts the request when the field goes', async () => {
    await page().addInitScript(() => {
      window.otpRequests = [];
      Object.assign(window, { OTPCredential: class {} });
      Object.defineProperty(navigator.credentials, 'get', {
        value: ({ signal }: { signal: AbortSignal }) =>
          new Promise((resolve) => window.otpRequests.push({ signal, answer: (code) => resolve({ code }) })),
      });
    });
    expect(await open('verification-phoneverification--code-sent')).toEqual([]);
    const aborted = () => page().evaluate(() => window.otpRequests.map(({ signal }) => signal.aborted));
    expect(await aborted()).toEqual([false]);
    await page().evaluate(() => window.otpRequests[0]?.answer('123456'));
    await page().getByText('Your phone is verified').waitFor();
    expect(await aborted()).toEqual([true]);
  });

  it('is used by the keyboard alone, with the focus at the next step', async () => {
    expect(await open('verification-phoneverification--playground')).toEqual([]);
    await box().focus();
    await press('Enter');
    const code = page().getByRole('textbox', { name: 'Verification code' });
    await code.waitFor();
    expect(await code.evaluate((element) => element === document.activeElement)).toBe(true);
    await page().keyboard.type('000000');
    await page().getByText('You have 4 attempts left.').waitFor();
    expect(await code.inputValue()).toBe('');
    await page().keyboard.type('123456');
    await page().getByText('Your phone is verified').waitFor();
    const focused = await page().evaluate(() => document.activeElement?.textContent);
    expect(focused).toContain('Your phone is verified');
  });

  it('does not scroll horizontally at 320 × 256 px, which is 1280 px at 400 %', async () => {
    await page().setViewportSize({ width: 320, height: 256 });
    for (const story of ['code-sent', 'locked', 'answer-lost', 'limited', 'undelivered']) {
      expect(await open(`verification-phoneverification--${story}`)).toEqual([]);
      expect(await page().evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });

  it('displays cells, digits and the next cell with forced colours', async () => {
    await page().emulateMedia({ forcedColors: 'active' });
    expect(await open('verification-codefield--partly-filled')).toEqual([]);
    await settle(page());
    const cells = await page()
      .locator('[data-slot=code-field-cell]')
      .evaluateAll((all) =>
        all.map((cell) => {
          const { left, top, width, height } = cell.getBoundingClientRect();
          return { x: left, y: top, width, height, border: getComputedStyle(cell).borderColor };
        }),
      );
    const [filled, , , next] = cells;
    if (!filled || !next) throw new Error('There are no cells.');
    expect(next.border).not.toBe(filled.border);
    // The line through the digit: the left border, the digit, and the right border.
    const { x, y, width, height } = filled;
    const line = await page().screenshot({
      clip: { x: x - 2, y: y + height / 2, width: width + 4, height: 1 },
    });
    const strokes = await page().evaluate(async (png) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, 1).getContext('2d');
      if (!canvas) return 0;
      canvas.drawImage(bitmap, 0, 0);
      const { data } = canvas.getImageData(0, 0, bitmap.width, 1);
      const isDark = Array.from({ length: bitmap.width }, (_, index) => (data[index * 4] ?? 255) < 128);
      return isDark.filter((dark, index) => dark && isDark[index - 1] !== true).length;
    }, line.toString('base64'));
    expect(strokes).toBeGreaterThanOrEqual(3);
  });
});
