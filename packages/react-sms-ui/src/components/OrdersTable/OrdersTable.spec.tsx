import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import {
  OrdersTable,
  ordersViewFromQuery,
  ordersViewToQuery,
  type OrderRow,
  type OrderRowState,
  type OrdersTableProps,
  type OrdersView,
} from './index.js';

const order = (
  orderId: string,
  state: OrderRowState = 'completed',
  more: Partial<OrderRow> = {},
): OrderRow => ({
  orderId,
  sender: 'MARKA',
  state,
  time: Date.UTC(2026, 10, 21, 11, 5),
  counts: { delivered: 948, waiting: 0, undelivered: 52, unknown: 0 },
  ...more,
});
const ORDERS = [order('30', 'scheduled'), order('20', 'sending'), order('10')];

const row = (id: string): HTMLElement => screen.getByRole('rowheader', { name: id }).closest('tr')!;

describe('OrdersTable', () => {
  it('keeps the order given by the host and displays time, sender, state and delivery counts', () => {
    renderKit(<OrdersTable orders={ORDERS} />);
    expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['30', '20', '10']);
    const cells = within(row('10'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells).toEqual(['21 Nov 2026 14:05', 'MARKA', 'Completed', '948 of 1,000 delivered']);
  });

  it('displays Turkish texts, numbers and dates', () => {
    renderKit(<OrdersTable orders={ORDERS} />, 'tr');
    const cells = within(row('20'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells).toEqual(['21 Kas 2026 14:05', 'MARKA', 'Gönderiliyor', '948 / 1.000 alıcıya iletildi']);
    expect(screen.getByRole('columnheader', { name: 'Sağlayıcı sipariş no' })).toBeTruthy();
  });

  it.each<[OrderRowState, string]>([
    ['scheduled', 'Scheduled'],
    ['sending', 'Sending'],
    ['completed', 'Completed'],
    ['failed', 'Failed'],
    ['cancelled', 'Cancelled'],
    ['unknown', 'Unknown'],
  ])('displays the state %s as icon and word', (state, word) => {
    renderKit(<OrdersTable orders={[order('7', state)]} />);
    const mark = screen.getByText(word).closest('.sms-status');
    expect(mark?.querySelector('svg[aria-hidden="true"]')).toBeTruthy();
  });

  it('opens an order and cancels a scheduled one by keyboard', async () => {
    const user = userEvent.setup();
    const onOpen = jest.fn<(change: { orderId: string }) => void>();
    const onCancel = jest.fn<(change: { orderId: string }) => void>();
    renderKit(<OrdersTable orders={ORDERS} onOpen={onOpen} onCancel={onCancel} />);
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open order 30' }));
    await user.keyboard('{Enter}');
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel order 30' }));
    await user.keyboard(' ');
    expect(onOpen.mock.calls).toEqual([[{ orderId: '30' }]]);
    expect(onCancel.mock.calls).toEqual([[{ orderId: '30' }]]);
    expect(screen.getAllByRole('button', { name: /^Cancel/ })).toHaveLength(1);
  });

  it('edits a scheduled order, and names it by its text where there is one', async () => {
    const user = userEvent.setup();
    const onEdit = jest.fn<(change: { orderId: string }) => void>();
    const orders = [
      order('30', 'scheduled', { text: 'Yarın açığız' }),
      order('10', 'completed', { text: 'Bitti' }),
    ];
    renderKit(<OrdersTable orders={orders} onEdit={onEdit} onCancel={() => undefined} />);
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Edit', 'Cancel']);
    expect(screen.getByRole('button', { name: 'Cancel “Yarın açığız”' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Edit “Yarın açığız”' }));
    expect(onEdit.mock.calls).toEqual([[{ orderId: '30' }]]);
  });

  it('does not offer to edit an order that cannot be edited', () => {
    renderKit(
      <OrdersTable
        orders={[order('30', 'scheduled', { isEditable: false })]}
        onEdit={() => undefined}
        onCancel={() => undefined}
      />,
    );
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Cancel']);
  });

  it('has no buttons without callbacks', () => {
    renderKit(<OrdersTable orders={ORDERS} />);
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('offers older orders, and requests them once while they are loading', async () => {
    const user = userEvent.setup();
    const onMore = jest.fn();
    const { rerender } = renderKit(<OrdersTable orders={ORDERS} onMore={onMore} />);
    await user.click(screen.getByRole('button', { name: 'Show older orders' }));
    rerender(<OrdersTable orders={ORDERS} onMore={onMore} isLoading />);
    await user.click(screen.getByRole('button', { name: 'Loading…' }));
    expect(onMore).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('region', { name: 'Orders' }).getAttribute('aria-busy')).toBe('true');
    expect(screen.getAllByRole('rowheader')).toHaveLength(3);
  });

  it('explains how to create the first order without orders, and displays the loading state before', () => {
    const { rerender } = renderKit(<OrdersTable orders={[]} isLoading onMore={() => undefined} />);
    expect(screen.getByRole('status').textContent).toBe('Loading…');
    expect(screen.queryByRole('table')).toBeNull();
    rerender(<OrdersTable orders={[]} onMore={() => undefined} />);
    expect(screen.getByText(/No orders yet/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('displays an error with its code and a retry, and keeps the loaded orders', async () => {
    const user = userEvent.setup();
    const onRetry = jest.fn();
    const error = { message: 'The orders could not be read.', code: 401, onRetry };
    const { rerender } = renderKit(<OrdersTable orders={[]} error={error} />);
    expect(screen.getByRole('alert').textContent).toMatch(/could not be read.*Provider code 401/);
    expect(screen.queryByText(/No orders yet/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    rerender(<OrdersTable orders={ORDERS} error={error} />);
    expect(screen.getAllByRole('rowheader')).toHaveLength(3);
  });

  it('displays hostile texts as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { container } = renderKit(
      <OrdersTable orders={[order(hostile, 'sending', { sender: hostile })]} onOpen={() => undefined} />,
    );
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getAllByText(hostile)).toHaveLength(2);
    await expectAccessible(container);
  });
});

describe('OrdersTable with filters', () => {
  const day = (date: number, hour = 9): number => Date.UTC(2026, 10, date, hour);
  const SENT = [
    order('40', 'scheduled', { text: 'Çay davetiyesi', time: day(22, 21), cost: 30 }),
    order('30', 'sending', { text: 'IŞIK kesintisi', time: day(21), sender: 'DİĞER' }),
    order('20', 'completed', { text: null, time: day(20), cost: 500 }),
    order('10', 'held', { text: 'Kargo yolda', time: day(20, 8), cost: 20 }),
  ];
  const titles = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
  const setUp = (props: Partial<OrdersTableProps> = {}, locale: 'tr' | 'en' = 'en') => {
    const onViewChange = jest.fn<NonNullable<OrdersTableProps['onViewChange']>>();
    const view = renderKit(
      <OrdersTable orders={SENT} filterable columnChoice onViewChange={onViewChange} {...props} />,
      locale,
    );
    return { ...view, onViewChange, user: userEvent.setup() };
  };
  const status = () => screen.getByText(/^\d+ (?:of \d+ )?orders?$/).textContent;

  it('searches text, sender and number as Turkish does', async () => {
    const { user, container } = setUp();
    const search = screen.getByRole('searchbox', { name: 'Search text, sender or order' });
    await user.type(search, 'ışık diğer');
    expect(titles()).toEqual(['IŞIK kesintisi']);
    expect(status()).toBe('1 of 4 orders');
    await user.clear(search);
    await user.type(search, '10');
    expect(titles()).toEqual(['Kargo yolda']);
    await user.clear(search);
    await user.type(search, 'bayram');
    expect(screen.getByText('No order matches.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(titles()).toHaveLength(4);
    expect(status()).toBe('4 orders');
    await expectAccessible(container);
  });

  it('filters by state, sender and the days of Türkiye', async () => {
    const { user } = setUp({
      defaultView: { filter: { search: '', chosen: {}, from: '2026-11-21', to: '2026-11-22' } },
    });
    // 22 November 21:00 UTC is 23 November in Türkiye.
    expect(titles()).toEqual(['IŞIK kesintisi']);
    await user.click(screen.getByRole('button', { name: 'Remove filter: Date' }));
    await user.click(screen.getByRole('button', { name: 'State' }));
    await user.click(screen.getByRole('checkbox', { name: 'Waits for a decision' }));
    expect(titles()).toEqual(['Kargo yolda']);
  });

  it('sorts by cost with orders without a cost last, and returns to the order of the host', async () => {
    const { user, onViewChange } = setUp();
    const header = () => screen.getByRole('columnheader', { name: 'Cost' });
    const press = () => user.click(screen.getByRole('button', { name: 'Cost' }));
    await press();
    expect(header().getAttribute('aria-sort')).toBe('descending');
    expect(titles()).toEqual(['Text deleted', 'Çay davetiyesi', 'Kargo yolda', 'IŞIK kesintisi']);
    await press();
    expect(header().getAttribute('aria-sort')).toBe('ascending');
    expect(titles()).toEqual(['Kargo yolda', 'Çay davetiyesi', 'Text deleted', 'IŞIK kesintisi']);
    await press();
    expect(header().getAttribute('aria-sort')).toBeNull();
    expect(titles()).toEqual(['Çay davetiyesi', 'IŞIK kesintisi', 'Text deleted', 'Kargo yolda']);
    expect(onViewChange).toHaveBeenCalledTimes(3);
  });

  it('displays a heading per day, except while sorted by something else', async () => {
    const { user, container } = setUp({ groupByDay: true }, 'tr');
    const days = () => [...container.querySelectorAll('th[scope=rowgroup]')].map((cell) => cell.textContent);
    expect(days()).toEqual(['23 Kas 2026', 'Bugün · 21 Kas 2026', 'Dün · 20 Kas 2026']);
    await user.click(screen.getByRole('button', { name: 'Ücret' }));
    expect(days()).toEqual([]);
    expect(titles()).toHaveLength(4);
  });

  it('hides and displays columns, and keeps the title', async () => {
    const onColumnsChange = jest.fn<NonNullable<OrdersTableProps['onColumnsChange']>>();
    const { user } = setUp({ onColumnsChange });
    const headers = () => screen.getAllByRole('columnheader').map((cell) => cell.textContent);
    expect(headers()).toEqual(['Message', 'Time', 'Sender', 'State', 'Delivery', 'Cost']);
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    expect(screen.queryByRole('checkbox', { name: 'Message' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Sender' }));
    await user.click(screen.getByRole('checkbox', { name: 'Order' }));
    expect(headers()).toEqual(['Message', 'Order', 'Time', 'State', 'Delivery', 'Cost']);
    expect(onColumnsChange.mock.lastCall).toEqual([
      { columns: ['order', 'time', 'state', 'delivery', 'cost'] },
    ]);
  });

  it('keeps columns that the choice does not offer', async () => {
    const { user } = setUp({ columnChoice: ['sender'] });
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('checkbox', { name: 'Sender' }));
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Message',
      'Time',
      'State',
      'Delivery',
      'Cost',
    ]);
  });

  it('links to orders, and leaves clicks with a modifier key to the browser', async () => {
    const onOpen = jest.fn<(change: { orderId: string }) => void>();
    const { user } = setUp({ hrefOf: ({ orderId }) => `#/orders/${orderId}`, onOpen });
    const link = screen.getByRole('link', { name: 'Kargo yolda' });
    expect(link.getAttribute('href')).toBe('#/orders/10');
    await user.click(link);
    await user.keyboard('{Control>}');
    await user.click(link);
    expect(onOpen.mock.calls).toEqual([[{ orderId: '10' }]]);
  });

  it('keeps filters and sort in a URL', () => {
    const view: OrdersView = {
      filter: { search: 'kargo', chosen: { state: ['held'], sender: ['DİĞER'] }, from: '2026-11-01' },
      sort: { column: 'time', direction: 'ascending' },
    };
    const query = ordersViewToQuery(view).toString();
    expect(ordersViewFromQuery(new URLSearchParams(query))).toEqual(view);
    expect(ordersViewFromQuery(new URLSearchParams('state=nonsense&sort=-text&order=2'))).toEqual({
      filter: { search: '', chosen: { state: [] } },
      sort: undefined,
    });
  });
});
