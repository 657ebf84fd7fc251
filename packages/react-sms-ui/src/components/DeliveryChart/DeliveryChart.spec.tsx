import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { DeliveryChart, type DeliveryBucket } from './index.js';

const bucket = (day: number, delivered: number, more: Partial<DeliveryBucket> = {}): DeliveryBucket => ({
  start: Date.UTC(2026, 10, day, 9),
  delivered,
  waiting: 0,
  undelivered: 0,
  unknown: 0,
  ...more,
});
const BUCKETS = [bucket(20, 1_200, { undelivered: 34 }), bucket(21, 600, { waiting: 66 })];

const bars = (container: HTMLElement): Element[] => [
  ...container.querySelectorAll('[data-slot="delivery-chart-bar"]'),
];
const table = () => screen.queryByRole('table', { name: 'Deliveries over time' });

describe('DeliveryChart', () => {
  it('summarises the chart in a sentence, and hides the chart from assistive technology', () => {
    const { container } = renderKit(<DeliveryChart buckets={BUCKETS} />);
    expect(screen.getByText('1,800 of 1,900 messages delivered (94.7%)')).toBeTruthy();
    expect(bars(container)).toHaveLength(2);
    expect(bars(container)[0]!.closest('[aria-hidden="true"]')).toBeTruthy();
  });

  it('does not round one undelivered message in 50,000 away, in the summary and in the chart', () => {
    const { container } = renderKit(<DeliveryChart buckets={[bucket(21, 49_999, { undelivered: 1 })]} />);
    expect(screen.getByText(/\(99\.9%\)/)).toBeTruthy();
    const layer = container.querySelector('rect[data-status="undelivered"]');
    expect(Number(layer?.getAttribute('height'))).toBeGreaterThanOrEqual(1);
  });

  it('keeps the labels of the first and the last bar within the chart', () => {
    const days = Array.from({ length: 21 }, (_, index) => bucket(index + 1, index + 1));
    const { container, rerender } = renderKit(<DeliveryChart buckets={days} />);
    const edges = (): (string | null)[] => bars(container).map((bar) => bar.getAttribute('data-edge'));
    expect([edges().at(0), edges().at(10), edges().at(-1)]).toEqual(['start', null, 'end']);
    rerender(<DeliveryChart buckets={days.slice(0, 1)} />);
    expect(edges()).toEqual([null]);
  });

  it('displays the same figures as a table by keyboard, and returns to the chart', async () => {
    const user = userEvent.setup();
    const { container } = renderKit(<DeliveryChart buckets={BUCKETS} />);
    await user.tab();
    await user.keyboard('{ArrowRight}');
    const rows = within(table()!)
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ['Time', 'Delivered', 'Waiting', 'Undelivered', 'Total'],
      ['20 Nov', '1,200', '0', '34', '1,234'],
      ['21 Nov', '600', '66', '0', '666'],
    ]);
    expect(bars(container)).toHaveLength(0);
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Table', selected: true }));
    await user.keyboard('{ArrowLeft}');
    expect(table()).toBeNull();
    expect(bars(container)).toHaveLength(2);
  });

  it('is controlled by a host that passes the view', async () => {
    const user = userEvent.setup();
    const onViewChange = jest.fn<(change: { view: 'chart' | 'table' }) => void>();
    const { rerender } = renderKit(
      <DeliveryChart buckets={BUCKETS} view="chart" onViewChange={onViewChange} />,
    );
    await user.click(screen.getByRole('tab', { name: 'Table' }));
    expect(onViewChange.mock.calls).toEqual([[{ view: 'table' }]]);
    expect(table()).toBeNull();
    rerender(<DeliveryChart buckets={BUCKETS} view="table" onViewChange={onViewChange} />);
    expect(table()).toBeTruthy();
  });

  it('starts with the host’s default view', () => {
    renderKit(<DeliveryChart buckets={BUCKETS} defaultView="table" />);
    expect(table()).toBeTruthy();
  });

  it('labels hours in Türkiye time, with Turkish texts', async () => {
    renderKit(<DeliveryChart buckets={BUCKETS} unit="hour" defaultView="table" />, 'tr');
    expect(screen.getByText('1.900 mesaj; iletilen: 1.800 (%94,7)')).toBeTruthy();
    expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['12:00', '12:00']);
  });

  it('distinguishes empty and loading, and offers no table without figures', () => {
    const { rerender } = renderKit(<DeliveryChart buckets={[]} />);
    expect(screen.getByText('No messages in this period.')).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
    rerender(<DeliveryChart buckets={[]} isLoading />);
    expect(screen.getByRole('status').textContent).toBe('Loading…');
    expect(screen.queryByText('No messages in this period.')).toBeNull();
  });

  it('keeps the chart while new figures are loading', () => {
    const { container } = renderKit(<DeliveryChart buckets={BUCKETS} isLoading />);
    expect(bars(container)).toHaveLength(2);
    expect(screen.getByRole('figure').getAttribute('aria-busy')).toBe('true');
  });

  it('displays an error as text with the host’s retry', async () => {
    const user = userEvent.setup();
    const onRetry = jest.fn();
    const message = '<script>alert(1)</script> no answer';
    const { container } = renderKit(<DeliveryChart buckets={[]} error={{ message, onRetry }} />);
    expect(screen.getByRole('alert').textContent).toContain(message);
    expect(container.querySelector('script')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it.each(['chart', 'table'] as const)('is accessible as a %s', async (view) => {
    const { container } = renderKit(<DeliveryChart buckets={BUCKETS} defaultView={view} />);
    await expectAccessible(container);
  });
});
