import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/layout.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { ImportReport, type RejectedRow } from './index.js';

const REJECTED: readonly RejectedRow[] = [
  { row: 14, column: 'Alıcı', reason: 'Eksik hane' },
  { row: 5_003, reason: 'Sütun sayısı başlıktakinden az' },
];

describe('ImportReport', () => {
  it('displays the number of imported rows, and each rejected row with its number in the sheet', () => {
    renderKit(<ImportReport import={{ state: 'done', accepted: 9_412, rejected: REJECTED }} />);
    expect(screen.getByRole('status').textContent).toBe(
      '9,412 records were imported2 rows were excluded. Correct them as described in the table and import them again.',
    );
    const rows = within(screen.getByRole('table'))
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ['Row', 'Column', 'Reason'],
      ['14', 'Alıcı', 'Eksik hane'],
      ['5003', '–', 'Sütun sayısı başlıktakinden az'],
    ]);
  });

  it('displays Turkish texts', () => {
    renderKit(<ImportReport import={{ state: 'done', accepted: 9_412, rejected: REJECTED }} />, 'tr');
    expect(screen.getByRole('status').textContent).toBe(
      '9.412 kayıt aktarıldı2 satır dışarıda kaldı. Nedenleri tabloda; düzeltilebilenleri yeniden yükleyebilirsiniz.',
    );
    expect(screen.getByRole('columnheader', { name: 'Neden dışarıda kaldı' })).toBeTruthy();
  });

  it.each([
    [9_412, [], 'delivered', /Every row was imported/],
    [9_412, REJECTED, 'waiting', /2 rows were excluded/],
    [0, REJECTED, 'undelivered', /No record could be imported/],
  ] as const)('with %i imported, sounds as good or bad as it is', (accepted, rejected, tone, words) => {
    const { container } = renderKit(<ImportReport import={{ state: 'done', accepted, rejected }} />);
    expect(container.querySelector('[data-slot="sms-notice"]')?.getAttribute('data-tone')).toBe(tone);
    expect(screen.getByRole('status').textContent).toMatch(words);
    expect(screen.queryByRole('table') === null).toBe(rejected.length === 0);
  });

  it('displays the first hundred rows and the number of the others, and downloads all of them', async () => {
    const user = userEvent.setup();
    const files: Blob[] = [];
    const names: string[] = [];
    const create = jest.fn((file: Blob) => {
      files.push(file);
      return 'blob:rejected';
    });
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: () => undefined });
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    const rejected = Array.from({ length: 250 }, (_, index) => ({ row: index + 2, reason: '=1+1' }));
    renderKit(<ImportReport import={{ state: 'done', accepted: 1, rejected }} />);
    expect(screen.getAllByRole('rowheader')).toHaveLength(100);
    expect(screen.getByText('and 150 more rows')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Download excluded rows' }));
    const csv = await files[0]!.text();
    expect(names).toEqual(['excluded-rows.csv']);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(251);
    // Prevents spreadsheets from evaluating a reason.
    expect(csv).toContain(`2;;'=1+1`);
    click.mockRestore();
  });

  it('displays the progress of reading, and stops on request', async () => {
    const user = userEvent.setup();
    const onCancel = jest.fn();
    const running = { state: 'running', fileName: 'izinler.csv', rows: 12_000 } as const;
    const { rerender } = renderKit(<ImportReport import={running} onCancel={onCancel} />);
    expect(screen.getByText('Reading izinler.csv: 12,000 rows so far')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Import report' }).getAttribute('aria-busy')).toBe('true');
    await user.tab();
    await user.keyboard('{Enter}');
    expect(onCancel).toHaveBeenCalledTimes(1);
    rerender(<ImportReport import={running} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('explains why a file could not be read, with a retry', async () => {
    const user = userEvent.setup();
    const onRetry = jest.fn();
    renderKit(
      <ImportReport import={{ state: 'failed', error: { message: 'The file is not UTF-8.', onRetry } }} />,
    );
    expect(screen.getByRole('alert').textContent).toMatch(
      /^The file could not be read.*The file is not UTF-8\./,
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('displays hostile names and reasons as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { container, rerender } = renderKit(
      <ImportReport import={{ state: 'running', fileName: hostile, rows: 1 }} />,
    );
    expect(container.textContent).toContain(hostile);
    rerender(
      <ImportReport
        import={{
          state: 'done',
          accepted: 1,
          rejected: [{ row: 2, column: hostile, reason: hostile }],
        }}
      />,
    );
    expect(screen.getAllByText(hostile)).toHaveLength(2);
    expect(container.querySelector('img')).toBeNull();
    await expectAccessible(container);
  });
});
