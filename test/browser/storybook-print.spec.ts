import { expect, it } from '@jest/globals';
import { describeBrowser } from '../support/chromium.js';
import { storyHarness } from '../support/story-harness.js';

describeBrowser('A printed report', () => {
  const { page, open } = storyHarness();
  const rows = () => page().locator('.sms-report-body [role=row]').count();

  /** The number of pages of the page as PDF. */
  const pages = async (): Promise<number> => {
    const pdf = await page().pdf({ format: 'A4' });
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  };

  it('contains all rows, and only on paper', async () => {
    expect(await open('report-reporttable--selectable')).toEqual([]);
    const inView = await rows();
    expect(inView).toBeLessThan(60);
    // 200 rows of 44 px are longer than seven pages of A4.
    expect(await pages()).toBeGreaterThan(7);
    expect(await rows()).toBe(inView);
  });

  it('contains the displayed columns, with complete reasons', async () => {
    expect(await open('report-reporttable--every-column')).toEqual([]);
    const reason = page().locator('[data-column=reason] > button').nth(3);
    const isCut = () =>
      reason.evaluate(({ firstElementChild: text }) => text!.scrollHeight > text!.clientHeight);
    expect(await isCut()).toBe(true);
    await page().emulateMedia({ media: 'print' });
    await page().evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page().locator('[data-static]').waitFor();
    expect(await isCut()).toBe(false);
    expect(await page().getByRole('columnheader').allTextContents()).toEqual([
      'Number',
      'Status',
      'Reason',
      'Changed',
      'Cost',
    ]);
    await page().evaluate(() => dispatchEvent(new Event('afterprint')));
  });

  it('of 50,000 rows contains the first 1,000, and says so', async () => {
    expect(await open('report-reporttable--fifty-thousand')).toEqual([]);
    await page().evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page().getByText('The first 1,000 rows are displayed.').waitFor();
    expect(await rows()).toBe(1_000);
    await page().evaluate(() => dispatchEvent(new Event('afterprint')));
    await page().getByText('The first 1,000 rows are displayed.').waitFor({ state: 'detached' });
  });
});
