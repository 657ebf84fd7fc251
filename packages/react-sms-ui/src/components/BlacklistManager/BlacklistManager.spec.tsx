import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { BlacklistManager, type BlacklistManagerProps, type BlockedNumber } from './index.js';

const NUMBERS: readonly BlockedNumber[] = [
  { number: '+905301234567', since: Date.UTC(2026, 10, 18, 7, 20) },
  { number: '+905327654321' },
];
type Work = NonNullable<BlacklistManagerProps['onBlock']>;

const shown = (): (string | null)[] =>
  screen.queryAllByRole('listitem').map((item) => item.firstElementChild!.textContent);
const box = () => screen.getByRole('textbox', { name: 'Block a number' });

/** A host that stores the list like a server. */
function Host({ initial = NUMBERS, ...props }: { initial?: readonly BlockedNumber[] }) {
  const [numbers, setNumbers] = useState(initial);
  return (
    <BlacklistManager
      {...props}
      numbers={numbers}
      onBlock={async ({ number }) => setNumbers((before) => [{ number }, ...before])}
      onUnblock={async ({ number }) =>
        setNumbers((before) => before.filter((each) => each.number !== number))
      }
    />
  );
}

describe('BlacklistManager', () => {
  it('lists the numbers in digit groups, with the time where it is known', () => {
    renderKit(<BlacklistManager numbers={NUMBERS} />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '+90 530 123 45 67since 18 Nov 2026 10:20',
      '+90 532 765 43 21',
    ]);
    expect(screen.getByText('2 blocked numbers')).toBeTruthy();
  });

  it('calls the host once for repeated presses, and treats an error status as a failure', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const onBlock = jest.fn<Work>(
      () =>
        new Promise((resolve) => {
          answer = resolve as typeof answer;
        }),
    );
    renderKit(<BlacklistManager numbers={NUMBERS} onBlock={onBlock} onUnblock={onBlock} />);
    const user = userEvent.setup();
    await user.type(box(), '0533 111 22 33{Enter}{Enter}');
    await user.click(screen.getByRole('button', { name: 'Block' }));
    await user.click(screen.getByRole('button', { name: 'Unblock +90 530 123 45 67' }));
    expect(onBlock.mock.calls).toEqual([[{ number: '+905331112233' }]]);
    await act(async () => answer({ ok: false, status: 500 }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/\+90 533 111 22 33/);
    await user.click(screen.getByRole('button', { name: 'Block' }));
    expect(onBlock).toHaveBeenCalledTimes(2);
  });

  it('displays Turkish texts', () => {
    renderKit(<BlacklistManager numbers={NUMBERS} onUnblock={async () => undefined} />, 'tr');
    expect(screen.getByText('2 engellenen numara')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Engeli kaldır: +90 530 123 45 67' })).toBeTruthy();
  });

  it('blocks a number by keyboard in any notation, and clears the box', async () => {
    const user = userEvent.setup();
    renderKit(<Host />);
    await user.tab();
    expect(document.activeElement).toBe(box());
    await user.keyboard('0(555) 111-22-33{Enter}');
    expect(await screen.findByText('+90 555 111 22 33 is blocked.')).toBeTruthy();
    expect(shown()[0]).toBe('+90 555 111 22 33');
    await waitFor(() => expect((box() as HTMLInputElement).value).toBe(''));
  });

  it.each([
    ['0212 555 44 33', /not a Turkish mobile number \(landline.*such as 0530/],
    ['5,32E+09', /spreadsheet/],
    ['', /Enter the number to block/],
    ['0530 123 45 67', /blocked already/],
  ])('does not pass %j to the host, and explains why', async (text, reason) => {
    const user = userEvent.setup();
    const onBlock = jest.fn<Work>(async () => undefined);
    renderKit(<BlacklistManager numbers={NUMBERS} onBlock={onBlock} />);
    await user.click(box());
    await user.keyboard(`${text}{Enter}`);
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(box().getAttribute('aria-describedby')!)?.textContent).toMatch(reason);
    expect(onBlock).not.toHaveBeenCalled();
    await user.keyboard('0');
    expect(box().getAttribute('aria-invalid')).toBeNull();
  });

  it('unblocks and restores a number, and focuses the notice each time', async () => {
    const user = userEvent.setup();
    renderKit(<Host />);
    await user.click(screen.getByRole('button', { name: 'Unblock +90 530 123 45 67' }));
    const notice = await screen.findByText('+90 530 123 45 67 is no longer blocked.');
    expect(shown()).toEqual(['+90 532 765 43 21']);
    await waitFor(() => expect(document.activeElement?.contains(notice)).toBe(true));
    await user.tab();
    await user.keyboard('{Enter}');
    const undone = await screen.findByText('+90 530 123 45 67 is blocked.');
    expect(shown()).toContain('+90 530 123 45 67');
    await waitFor(() => expect(document.activeElement?.contains(undone)).toBe(true));
  });

  it('reports that nothing changed when the host rejects, and keeps the typed text', async () => {
    const user = userEvent.setup();
    const onBlock = jest.fn<Work>(() => Promise.reject(new Error('503')));
    renderKit(<BlacklistManager numbers={NUMBERS} onBlock={onBlock} />);
    await user.click(box());
    await user.keyboard('05551112233{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(
      '+90 555 111 22 33 could not be blockedThe list is unchanged. Check your connection and try again.',
    );
    expect((box() as HTMLInputElement).value).toBe('05551112233');
    expect(shown()).toHaveLength(2);
  });

  it('finds a number by any of its digits, with or without the country code', async () => {
    const user = userEvent.setup();
    renderKit(<BlacklistManager numbers={NUMBERS} />);
    const search = screen.getByRole('searchbox', { name: 'Find a blocked number' });
    await user.type(search, '0532 76');
    expect(shown()).toEqual(['+90 532 765 43 21']);
    expect(screen.getByText('1 blocked number')).toBeTruthy();
    await user.type(search, '999');
    expect(screen.getByText('No blocked number matches.')).toBeTruthy();
    expect(shown()).toEqual([]);
  });

  it('divides a long list into pages, and starts a search on the first one', async () => {
    const user = userEvent.setup();
    const many = Array.from({ length: 120 }, (_, index) => ({ number: `+90530000${1_000 + index}` }));
    renderKit(<BlacklistManager numbers={many} />);
    expect(shown()).toHaveLength(50);
    expect(screen.getByText('Page 1 of 3')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    expect(screen.getByText('Page 1 of 3')).toBeTruthy();
    const next = screen.getByRole('button', { name: 'Next page' });
    await user.click(next);
    await user.click(next);
    expect(shown()).toHaveLength(20);
    // The focused button stays on the last page.
    expect(document.activeElement).toBe(next);
    await user.click(next);
    expect(screen.getByText('Page 3 of 3')).toBeTruthy();
    await user.type(screen.getByRole('searchbox'), '90530000111');
    expect(shown()[0]).toBe('+90 530 000 11 10');
    expect(screen.queryByText(/^Page/)).toBeNull();
  });

  it('offers to load more after the last loaded page', async () => {
    const user = userEvent.setup();
    const onMore = jest.fn();
    const { rerender } = renderKit(<BlacklistManager numbers={NUMBERS} total={1_204} onMore={onMore} />);
    expect(screen.getByText('1,204 blocked numbers')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    rerender(<BlacklistManager numbers={NUMBERS} total={1_204} onMore={onMore} isLoading />);
    await user.click(screen.getByRole('button', { name: 'Loading…' }));
    expect(onMore).toHaveBeenCalledTimes(1);
  });

  it('is read-only without callbacks', () => {
    renderKit(<BlacklistManager numbers={NUMBERS} />);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(shown()).toHaveLength(2);
  });

  it('distinguishes empty, loading and failed', async () => {
    const user = userEvent.setup();
    const onRetry = jest.fn();
    const { rerender } = renderKit(<BlacklistManager numbers={[]} />);
    expect(screen.getByText('No number is blocked.')).toBeTruthy();
    rerender(<BlacklistManager numbers={[]} isLoading />);
    expect(screen.getByRole('status').textContent).toBe('Loading…');
    expect(screen.queryByText('No number is blocked.')).toBeNull();
    rerender(<BlacklistManager numbers={[]} error={{ message: 'No answer.', onRetry }} />);
    expect(screen.getByRole('alert').textContent).toContain('No answer.');
    expect(screen.queryByText('No number is blocked.')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('displays a hostile number as text', async () => {
    const { container } = renderKit(
      <BlacklistManager
        numbers={[{ number: '<img src=x onerror=alert(1)>' }]}
        onUnblock={async () => undefined}
      />,
    );
    expect(container.querySelector('img')).toBeNull();
    expect(shown()).toEqual(['<img src=x onerror=alert(1)>']);
    await expectAccessible(container);
  });
});
