import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { findCode } from 'iletimerkezi-core';
import type { ReportRow } from '../../report/reportRow.js';
import '../../test-support/layout.js';
import '../../test-support/popover.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import {
  ReportTable,
  reportViewFromQuery,
  reportViewToQuery,
  type ReportTableProps,
  type ReportView,
} from './index.js';
import { columnsOf, DEFAULT_COLUMNS } from './reportColumns.js';
import { reportCsv } from './reportCsv.js';
import { createTranslate } from '../../i18n/translate.js';
import { createFormat } from '../../i18n/format.js';
import { messagesEn } from '../../i18n/en.js';

const row = (last: number, status: ReportRow['status'] = 'delivered'): ReportRow => ({
  number: `+9053000000${String(last).padStart(2, '0')}`,
  status,
  updatedAt: last,
});
const ROWS = [row(3, 'waiting'), row(1), row(2, 'undelivered'), row(4)];

const numbers = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((each) => within(each).getAllByRole('gridcell')[0]!.textContent.slice(-2));
const header = (name: string) => screen.getByRole('button', { name });

describe('ReportTable', () => {
  it('sorts ascending, descending, and back to the original order', async () => {
    const user = userEvent.setup();
    renderKit(<ReportTable rows={ROWS} />);
    expect(numbers()).toEqual(['03', '01', '02', '04']);
    await user.click(header('Number'));
    expect(numbers()).toEqual(['01', '02', '03', '04']);
    expect(screen.getByRole('columnheader', { name: 'Number' }).getAttribute('aria-sort')).toBe('ascending');
    await user.click(header('Number'));
    expect(numbers()).toEqual(['04', '03', '02', '01']);
    await user.click(header('Number'));
    expect(numbers()).toEqual(['03', '01', '02', '04']);
  });

  it('filters by state and by digits, and displays the counts', async () => {
    const user = userEvent.setup();
    renderKit(<ReportTable rows={ROWS} />);
    await user.click(screen.getByRole('button', { name: /^Delivered/ }));
    expect(numbers()).toEqual(['01', '04']);
    await user.type(screen.getByRole('searchbox'), '0530 000 00 04');
    expect(numbers()).toEqual(['04']);
    expect(screen.getByText('1 of 4 recipients')).toBeTruthy();
    await user.type(screen.getByRole('searchbox'), '9');
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(numbers()).toHaveLength(4);
  });

  it('displays the actions of the host for a selection, and moves the focus to the grid when they clear it', async () => {
    const user = userEvent.setup();
    const onBlock = jest.fn();
    renderKit(
      <ReportTable
        rows={ROWS}
        selectable
        renderActions={({ selection, clearSelection }) => (
          <button
            type="button"
            onClick={() => {
              onBlock([...selection]);
              clearSelection();
            }}
          >
            Block
          </button>
        )}
      />,
    );
    expect(screen.queryByRole('group', { name: 'Selected recipients' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Select +90 530 000 00 02' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select +90 530 000 00 04' }));
    const bar = screen.getByRole('group', { name: 'Selected recipients' });
    expect(within(bar).getByText('2 selected')).toBeTruthy();
    await user.click(within(bar).getByRole('button', { name: 'Block' }));
    expect(onBlock).toHaveBeenCalledWith(['+905300000002', '+905300000004']);
    expect(screen.queryByRole('group', { name: 'Selected recipients' })).toBeNull();
    expect(screen.getByRole('grid').contains(document.activeElement)).toBe(true);
  });

  const ALL_COLUMNS = ['number', 'status', 'reason', 'updatedAt', 'credits'] as const;
  const headers = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent);

  it('offers a choice of columns, without number and status, as a value of the host', async () => {
    const user = userEvent.setup();
    const onColumnsChange = jest.fn<NonNullable<ReportTableProps['onColumnsChange']>>();
    renderKit(<ReportTable rows={ROWS} columnChoice onColumnsChange={onColumnsChange} />);
    expect(headers()).toEqual(['Number', 'Status', 'Changed']);
    await user.tab();
    while (document.activeElement?.textContent !== 'Columns') await user.tab();
    await user.keyboard('{Enter}');
    const choice = within(screen.getByRole('group', { name: 'Columns' }));
    expect(choice.queryByRole('checkbox', { name: /Number|Status/ })).toBeNull();
    await user.tab();
    await user.keyboard(' ');
    expect(document.activeElement).toBe(choice.getByRole('checkbox', { name: 'Reason' }));
    await user.click(choice.getByRole('checkbox', { name: 'Changed' }));
    await user.click(choice.getByRole('checkbox', { name: 'Cost' }));
    expect(headers()).toEqual(['Number', 'Status', 'Reason', 'Cost']);
    expect(screen.getByRole('grid').getAttribute('aria-colcount')).toBe('4');
    expect(onColumnsChange.mock.lastCall).toEqual([{ columns: ['number', 'status', 'reason', 'credits'] }]);
  });

  it('keeps columns that are not offered, and displays those of a host that holds them', async () => {
    const user = userEvent.setup();
    const onColumnsChange = jest.fn<NonNullable<ReportTableProps['onColumnsChange']>>();
    renderKit(
      <ReportTable
        rows={ROWS}
        columns={['updatedAt', 'reason']}
        columnChoice={['credits']}
        onColumnsChange={onColumnsChange}
      />,
    );
    expect(headers()).toEqual(['Number', 'Status', 'Reason', 'Changed']);
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('checkbox', { name: 'Cost' }));
    expect(headers()).toEqual(['Number', 'Status', 'Reason', 'Changed']);
    expect(onColumnsChange.mock.lastCall).toEqual([{ columns: ['updatedAt', 'reason', 'credits'] }]);
  });

  it('explains why a message was not delivered by the text of its code, and displays all of it on a press', async () => {
    const user = userEvent.setup();
    const [, undelivered, unknown] = [
      row(1),
      row(2, 'undelivered'),
      { ...row(3, 'unknown'), statusCode: 119 },
    ];
    const { container } = renderKit(
      <ReportTable rows={[row(1), undelivered!, unknown!]} columns={['reason']} />,
    );
    const cells = screen
      .getAllByRole('row')
      .slice(1)
      .map((each) => within(each).getAllByRole('gridcell')[2]!);
    expect(cells[0]!.textContent).toBe('–No reason given');
    expect(cells[1]!.textContent).toBe(`${findCode(112)!.en.meaning} ${findCode(112)!.en.fix}`);
    expect(cells[2]!.textContent).toBe(
      'The provider does not document code 119. Ask the provider about this code.',
    );
    act(() => header('Number').focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}{ArrowRight}{Enter}');
    const panel = container.querySelector('[popover]')!;
    expect(panel.hasAttribute('data-open')).toBe(true);
    expect([...panel.children].map(({ textContent }) => textContent)).toEqual([
      findCode(112)!.en.meaning,
      findCode(112)!.en.fix,
      'Provider code 112',
    ]);
    await expectAccessible(container);
  });

  it('displays and sorts by billed credits, and says where they are not known', async () => {
    const user = userEvent.setup();
    const costs = [{ ...row(1), credits: 3 }, row(2), { ...row(3), credits: 1 }, { ...row(4), credits: 0 }];
    renderKit(<ReportTable rows={costs} columns={['credits']} />);
    const shown = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((each) => within(each).getAllByRole('gridcell')[2]!.textContent);
    expect(shown()).toEqual(['3 credits', '–Not known', '1 credit', '0 credits']);
    await user.click(header('Cost'));
    expect(shown()).toEqual(['0 credits', '1 credit', '3 credits', '–Not known']);
  });

  it('exports the displayed columns', () => {
    const ui = { t: createTranslate('en', messagesEn), format: createFormat('en', 'Europe/Istanbul') };
    const reason = { code: 112, texts: ['Off.', 'Check.'] };
    const reasonOf = ({ status }: ReportRow) => (status === 'undelivered' ? reason : undefined);
    const csv = reportCsv({ ui, columns: columnsOf(ALL_COLUMNS), reasonOf }, [
      { ...row(1, 'undelivered'), credits: 0, updatedAt: Date.UTC(2026, 10, 21, 11, 5) },
      { number: '+905300000002', status: 'waiting' },
    ]);
    expect([...csv].join('')).toBe(
      '\ufeffNumber;Status;Code;Reason;Changed;Credits\r\n' +
        '905300000001;Undelivered;;Off. Check.;21 Nov 2026 14:05;0\r\n' +
        '905300000002;Waiting;;;;\r\n',
    );
  });

  it('downloads the selected rows, except where it has one page of them', async () => {
    const user = userEvent.setup();
    const files: Blob[] = [];
    // jsdom has no object URLs, and does not follow links.
    Object.assign(URL, {
      createObjectURL: (file: Blob) => {
        files.push(file);
        return '#file';
      },
      revokeObjectURL: () => undefined,
    });
    const selected = { selectable: true, defaultSelection: new Set(['+905300000002']) };
    const { unmount } = renderKit(<ReportTable rows={ROWS} {...selected} />);
    await user.click(screen.getByRole('button', { name: 'Download selected' }));
    await waitFor(() => expect(files).toHaveLength(1));
    const text = await files[0]!.text();
    expect(text.trim().split(/\r?\n/).slice(1)).toEqual([expect.stringMatching(/905300000002/)]);
    unmount();
    const counts = { delivered: 4, waiting: 0, undelivered: 0, unknown: 0 };
    const pages = { page: 1, pageSize: 4, total: 4, counts, onPageChange: () => undefined };
    renderKit(<ReportTable rows={ROWS} pages={pages} {...selected} />);
    expect(screen.queryByRole('button', { name: 'Download selected' })).toBeNull();
  });

  // guarantee: G-114
  it('changes states in place, holds the order, and offers new rows', async () => {
    const user = userEvent.setup();
    const view = renderKit(<ReportTable rows={ROWS} />);
    await user.click(screen.getByRole('button', { name: /^Delivered/ }));
    const after = [row(3), { ...row(1), status: 'undelivered' as const }, ROWS[2]!, ROWS[3]!];
    view.rerender(<ReportTable rows={after} />);
    expect(numbers()).toEqual(['01', '04']);
    expect(screen.getAllByRole('row')[1]!.textContent).toMatch(/Undelivered/);
    await user.click(await screen.findByRole('button', { name: 'Show 1 new' }));
    expect(numbers()).toEqual(['03', '04']);
  });

  it('appends new rows without a sort or filter', () => {
    const view = renderKit(<ReportTable rows={ROWS} />);
    view.rerender(<ReportTable rows={[...ROWS, row(5)]} />);
    expect(numbers()).toEqual(['03', '01', '02', '04', '05']);
  });

  // guarantee: G-108
  it('has absolute row numbers while only some rows are rendered', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => ({
      number: `+905${300_000_000 + index}`,
      status: 'delivered' as const,
    }));
    renderKit(<ReportTable rows={many} />);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('50001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getAllByRole('row')[1]!.getAttribute('aria-rowindex')).toBe('2');
  });

  it('supports the keys of the ARIA grid pattern, with one tab stop', () => {
    renderKit(<ReportTable rows={ROWS} />);
    const grid = screen.getByRole('grid');
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    act(() => header('Number').focus());
    const press = (key: string, more = {}): string | null => {
      fireEvent.keyDown(document.activeElement!, { key, ...more });
      return document.activeElement!.getAttribute('data-cell');
    };
    expect(press('ArrowDown')).toBe('1:0');
    expect(press('ArrowRight')).toBe('1:1');
    expect(press('End')).toBe('1:2');
    expect(press('End', { ctrlKey: true })).toBe('4:2');
    expect(press('ArrowDown')).toBe('4:2');
    expect(press('Home', { ctrlKey: true })).toBe('0:0');
    expect(press('PageDown')).toBe('4:0');
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  it('selects single rows and all displayed rows', async () => {
    const user = userEvent.setup();
    const onSelectionChange = jest.fn<(change: { selection: ReadonlySet<string>; reason: string }) => void>();
    renderKit(<ReportTable rows={ROWS} selectable onSelectionChange={onSelectionChange} />);
    await user.click(screen.getByRole('checkbox', { name: 'Select +90 530 000 00 01' }));
    expect([...onSelectionChange.mock.lastCall![0].selection]).toEqual(['+905300000001']);
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    expect(onSelectionChange.mock.lastCall![0].selection.size).toBe(4);
    expect(screen.getByText('4 selected')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Select +90 530 000 00 01' }));
    expect(screen.getByText('3 selected')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /^Delivered/ }));
    // Three rows are selected, but one of the two displayed rows is not.
    const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all shown' });
    expect(all.checked).toBe(false);
    expect(all.indeterminate).toBe(true);
    await user.click(all);
    expect(all.checked).toBe(true);
    expect([...onSelectionChange.mock.lastCall![0].selection]).toEqual(['+905300000001', '+905300000004']);
  });

  it('is controlled by a host that passes the view', async () => {
    const user = userEvent.setup();
    const onViewChange = jest.fn<(change: { view: ReportView }) => void>();
    const everything: ReportView = { filter: { status: 'all', number: '' }, sort: undefined };
    const { rerender } = renderKit(<ReportTable rows={ROWS} view={everything} onViewChange={onViewChange} />);
    await user.click(header('Number'));
    expect(numbers()).toEqual(['03', '01', '02', '04']);
    const { view } = onViewChange.mock.lastCall![0];
    rerender(<ReportTable rows={ROWS} view={view} onViewChange={onViewChange} />);
    expect(numbers()).toEqual(['01', '02', '03', '04']);
  });

  it('has a view that fits into a query, without what is not filtered or sorted', () => {
    const view: ReportView = {
      filter: { status: 'undelivered', number: '0530 12' },
      sort: { column: 'updatedAt', direction: 'descending' },
    };
    const query = reportViewToQuery(view).toString();
    expect(query).toBe('status=undelivered&number=0530+12&sort=-updatedAt');
    expect(reportViewFromQuery(new URLSearchParams(query))).toEqual(view);
    const everything: ReportView = { filter: { status: 'all', number: '' }, sort: undefined };
    expect(reportViewToQuery(everything).toString()).toBe('');
    expect(reportViewFromQuery(new URLSearchParams('status=nonsense&sort=-reason&order=2'))).toEqual(
      everything,
    );
  });

  it('lets the host sort and filter server pages', async () => {
    const user = userEvent.setup();
    const onViewChange = jest.fn<(change: unknown) => void>();
    const onPageChange = jest.fn<(change: unknown) => void>();
    const counts = { delivered: 90, waiting: 5, undelivered: 5, unknown: 0 };
    renderKit(
      <ReportTable
        rows={ROWS}
        pages={{ page: 2, pageSize: 4, total: 100, counts, onPageChange }}
        onViewChange={onViewChange}
      />,
    );
    expect(screen.getAllByRole('row')[1]!.getAttribute('aria-rowindex')).toBe('6');
    await user.click(header('Number'));
    expect(numbers()).toEqual(['03', '01', '02', '04']);
    expect(onViewChange.mock.lastCall![0]).toMatchObject({
      view: { sort: { column: 'number', direction: 'ascending' } },
      reason: 'sort',
    });
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(onPageChange).toHaveBeenCalledWith({ page: 3 });
  });

  it('displays an unlisted state as unknown, with its code', () => {
    const strange = { ...row(1), status: 'teleported', statusCode: 119 } as unknown as ReportRow;
    renderKit(<ReportTable rows={[strange]} />);
    expect(screen.getAllByRole('row')[1]!.textContent).toMatch(/Unknown119/);
  });

  it('exports numbers as digits, which spreadsheets neither evaluate nor shorten', () => {
    const ui = { t: createTranslate('en', messagesEn), format: createFormat('en', 'Europe/Istanbul') };
    const csv = reportCsv({ ui, columns: columnsOf(DEFAULT_COLUMNS), reasonOf: () => undefined }, [
      { ...row(1), statusCode: 111, updatedAt: Date.UTC(2026, 10, 21, 11, 5) },
    ]);
    expect([...csv].join('')).toBe(
      '\ufeffNumber;Status;Code;Changed\r\n905300000001;Delivered;111;21 Nov 2026 14:05\r\n',
    );
  });
});
