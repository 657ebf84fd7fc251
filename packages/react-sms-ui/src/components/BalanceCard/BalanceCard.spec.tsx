import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { BalanceCard } from './index.js';

const AS_OF = Date.UTC(2026, 10, 21, 11, 2);
const card = () => screen.getByRole('region', { name: 'Balance' });

describe('BalanceCard', () => {
  it('displays the balance in credits and lira with its time', () => {
    renderKit(<BalanceCard credits={48_200} amount={8_194} asOf={AS_OF} />);
    expect(card().textContent).toBe('Balance48,200 credits₺8,194.00As of 21 Nov 2026 14:02');
  });

  it('formats the balance in Turkish', () => {
    renderKit(<BalanceCard credits={48_200} amount={8_194.5} asOf={AS_OF} />, 'tr');
    expect(screen.getByRole('region', { name: 'Bakiye' }).textContent).toBe(
      'Bakiye48.200 kontör₺8.194,5021 Kas 2026 14:02 itibarıyla',
    );
  });

  it('displays lira as the main figure without credits', () => {
    const { container } = renderKit(<BalanceCard amount={8_194.5} />, 'tr');
    expect(container.querySelector('[data-slot=balance-card-figure]')?.textContent).toBe('₺8.194,50');
    expect(container.textContent).not.toContain('bilinmiyor');
  });

  it.each([
    [999, true],
    [1_000, false],
    [0, true],
  ])('warns with %i credits and a limit of 1,000: %s', (credits, warns) => {
    renderKit(<BalanceCard credits={credits} lowBelow={1_000} />);
    expect(screen.queryByText(/fewer than 1,000 credits/) !== null).toBe(warns);
    expect(card().getAttribute('data-state')).toBe(warns ? 'low' : null);
  });

  it('displays an empty account as zero, not as unknown', () => {
    renderKit(<BalanceCard credits={0} />);
    expect(screen.getByText('0 credits')).toBeTruthy();
    expect(screen.queryByText('Not known yet')).toBeNull();
  });

  it('distinguishes loading from unknown', () => {
    const { rerender } = renderKit(<BalanceCard isLoading />);
    expect(card().getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText('Loading…')).toBeTruthy();
    rerender(<BalanceCard />);
    expect(card().getAttribute('aria-busy')).toBeNull();
    expect(screen.getByText('Not known yet')).toBeTruthy();
  });

  it('keeps the last figure while refreshing', () => {
    renderKit(<BalanceCard credits={12} isLoading onRefresh={() => undefined} />);
    expect(screen.getByText('12 credits')).toBeTruthy();
  });

  it('refreshes by keyboard, and not again before the answer', async () => {
    const user = userEvent.setup();
    const onRefresh = jest.fn();
    const { rerender } = renderKit(<BalanceCard credits={12} onRefresh={onRefresh} />);
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Refresh the balance' }));
    await user.keyboard('{Enter}');
    rerender(<BalanceCard credits={12} onRefresh={onRefresh} isLoading />);
    await user.keyboard('{Enter}');
    expect(onRefresh).toHaveBeenCalledTimes(1);
    // The button stays, because it has the focus.
    expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true');
  });

  it('is read-only without a callback', () => {
    renderKit(<BalanceCard credits={12} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('displays an error as text beside the last figure, with a retry', async () => {
    const user = userEvent.setup();
    const onRetry = jest.fn();
    const message = '<img src=x onerror=alert(1)>';
    const { container } = renderKit(<BalanceCard credits={12} error={{ message, code: 401, onRetry }} />);
    expect(screen.getByRole('alert').textContent).toMatch(
      /<img src=x onerror=alert\(1\)>\s*Provider code 401/,
    );
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByText('12 credits')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });
});
