import { expect, it } from '@jest/globals';
import { describeBrowser } from '../support/chromium.js';
import { settle } from '../support/stories.js';
import { storyHarness } from '../support/story-harness.js';

/** Time after which a test fails if the focus has not moved, in milliseconds. */
const FOCUS_TIMEOUT_MS = 60_000;

describeBrowser('The kit with the keyboard', () => {
  const { page, open } = storyHarness();
  /** Returns the focused row and column, and whether the cell is visible inside the grid and below its header. */
  const focused = () =>
    page().evaluate(() => {
      const cell = document.activeElement;
      const grid = cell?.closest('[role=grid]');
      const head = grid?.querySelector('[role=rowgroup]');
      if (!cell || !grid || !head) return undefined;
      const [bounds, frame] = [cell.getBoundingClientRect(), grid.getBoundingClientRect()];
      const top = cell.closest('[role=rowgroup]') === head ? frame.top : head.getBoundingClientRect().bottom;
      return {
        row: Number(cell.closest('[role=row]')?.getAttribute('aria-rowindex')),
        column: Number(cell.closest('[aria-colindex]')?.getAttribute('aria-colindex')),
        isVisible: bounds.top >= top - 1 && bounds.bottom <= frame.bottom + 1,
      };
    });
  type Focus = NonNullable<Awaited<ReturnType<typeof focused>>>;
  /** Waits until the focused cell matches and is visible. Throws with the focused cell after the timeout. */
  const expectFocus = async (matches: (focus: Focus) => boolean, what: string): Promise<void> => {
    const until = Date.now() + FOCUS_TIMEOUT_MS;
    for (;;) {
      const now = await focused();
      if (now?.isVisible && matches(now)) return;
      if (Date.now() > until) throw new Error(`the focus is not on ${what} but on ${JSON.stringify(now)}`);
      await page().evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  };
  const expectCell = (row: number, column: number): Promise<void> =>
    expectFocus((focus) => focus.row === row && focus.column === column, `row ${row}, column ${column}`);

  // guarantee: G-108
  it('moves the focus through 50,000 rows and back, and keeps the focused cell visible', async () => {
    expect(await open('report-reporttable--fifty-thousand')).toEqual([]);
    await page().getByRole('button', { name: 'Number' }).focus();
    await page().keyboard.press('ArrowDown');
    await expectCell(2, 1);
    for (let row = 3; row <= 14; row += 1) {
      await page().keyboard.press('ArrowDown');
      await expectCell(row, 1);
    }
    await page().keyboard.press('Control+End');
    await expectCell(50_001, 3);
    await page().keyboard.press('PageUp');
    await expectFocus(({ row }) => row < 50_001, 'a row above the last one');
    await page().keyboard.press('Control+Home');
    await expectCell(1, 1);
    expect(await focused()).toMatchObject({ row: 1, isVisible: true });
  });

  it('displays the complete reason beside its cell, and closes it with Esc', async () => {
    expect(await open('report-reporttable--every-column')).toEqual([]);
    await page().getByRole('button', { name: 'Number', exact: true }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown'])
      await page().keyboard.press(key);
    await expectCell(4, 3);
    await page().keyboard.press('Enter');
    const panel = page().locator('[data-slot=report-table-reason]');
    await panel.getByText('Provider code 112').waitFor();
    const [beside, cell] = [await panel.boundingBox(), await page().locator(':focus').boundingBox()];
    expect(Math.abs((beside?.y ?? 0) - ((cell?.y ?? 0) + (cell?.height ?? 0)))).toBeLessThanOrEqual(8);
    expect(beside?.x).toBe(cell?.x);
    await page().keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await expectCell(4, 3);
  });

  it('keeps the focused row when the grid is scrolled away from it', async () => {
    expect(await open('report-reporttable--fifty-thousand')).toEqual([]);
    await page().getByRole('button', { name: 'Number' }).focus();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    await expectCell(3, 1);
    await page()
      .getByRole('grid')
      .evaluate((grid) => grid.scrollTo({ top: 900_000 }));
    await page().locator('[aria-rowindex="20460"]').waitFor();
    await settle(page());
    expect((await focused())?.row).toBe(3);
    await page().keyboard.press('ArrowDown');
    await expectCell(4, 1);
  });

  it('opens the review with Ctrl + Enter, keeps the focus inside, and returns it on Escape', async () => {
    expect(await open('compose-smscomposer--ready-to-send')).toEqual([]);
    const message = page().getByRole('textbox', { name: 'Message' });
    await message.focus();
    await page().keyboard.press('Control+Enter');
    await page().getByRole('dialog').waitFor();
    for (let step = 0; step < 4; step += 1) {
      const inside = await page().evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
      );
      expect(inside).toBe(true);
      await page().keyboard.press('Tab');
    }
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    await page().waitForFunction(() => document.activeElement?.matches('.sms-message-input'));
    expect(await message.evaluate((box) => box === document.activeElement)).toBe(true);
  });

  it('aligns the highlight with the costly character in the text field', async () => {
    await open('compose-smscomposer--ready-to-send');
    const layers = await page().evaluate(() => {
      const box = document.querySelector<HTMLTextAreaElement>('.sms-message-input')!;
      const mirror = document.querySelector<HTMLElement>('.sms-message-mirror')!;
      const [a, b] = [getComputedStyle(box), getComputedStyle(mirror)];
      const same = [
        'fontFamily',
        'fontSize',
        'lineHeight',
        'letterSpacing',
        'wordSpacing',
        'textIndent',
        'tabSize',
      ] as const;
      const inner = (element: HTMLElement, style: CSSStyleDeclaration) => {
        const { left, top } = element.getBoundingClientRect();
        return [
          left + Number.parseFloat(style.borderLeftWidth) + Number.parseFloat(style.paddingLeft),
          top + Number.parseFloat(style.borderTopWidth) + Number.parseFloat(style.paddingTop),
          element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight),
        ];
      };
      return {
        different: same.filter((name) => a[name] !== b[name]),
        box: inner(box, a),
        mirror: inner(mirror, b),
      };
    });
    expect(layers.different).toEqual([]);
    expect(layers.mirror).toEqual(layers.box);
  });
});
