import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { OrdersTable, type OrderRow, type OrderRowState } from './index.js';

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
