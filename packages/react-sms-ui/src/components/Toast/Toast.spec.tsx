import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { Toaster, useToast, type NewToast } from './index.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const region = () => screen.getByRole('status');
const button = (name: string) => screen.getByRole('button', { name });
const click = (name: string) => act(async () => void fireEvent.click(button(name)));

function Page({ toast }: { toast: NewToast }) {
  const show = useToast();
  return (
    <button type="button" onClick={() => show(toast)}>
      Do
    </button>
  );
}

async function display(toast: Partial<NewToast> = {}, locale: 'tr' | 'en' = 'en') {
  const view = renderKit(
    <Toaster>
      <Page toast={{ message: 'The list was deleted.', ...toast }} />
    </Toaster>,
    locale,
  );
  expect(region().textContent).toBe('');
  button('Do').focus();
  await click('Do');
  return view;
}

describe('Toaster', () => {
  it('announces a toast in a status region that exists before it, with its undo and a button to close', async () => {
    const { container } = await display({ onUndo: () => undefined });
    expect(region().textContent).toBe('The list was deleted.Undo');
    expect(button('Close')).toBeTruthy();
    jest.useRealTimers();
    await expectAccessible(container);
  });

  it('has Turkish texts', async () => {
    await display({ onUndo: () => undefined }, 'tr');
    expect(screen.getByRole('region', { name: 'Bildirimler (F8)' })).toBeTruthy();
    expect(button('Geri al')).toBeTruthy();
    expect(button('Kapat')).toBeTruthy();
  });

  it('leaves the focus where it is, and removes the toast after 10 s', async () => {
    await display();
    expect(document.activeElement).toBe(button('Do'));
    await pass(9_999);
    expect(region().textContent).toBe('The list was deleted.');
    await pass(1);
    expect(region().textContent).toBe('');
  });

  it('stays while the pointer is over it, and 2 s or more after that', async () => {
    await display();
    await pass(9_900);
    fireEvent.pointerEnter(screen.getByText('The list was deleted.').closest('.sms-toast')!);
    await pass(3_600_000);
    expect(region().textContent).not.toBe('');
    fireEvent.pointerLeave(screen.getByText('The list was deleted.').closest('.sms-toast')!);
    await pass(1_999);
    expect(region().textContent).not.toBe('');
    await pass(1);
    expect(region().textContent).toBe('');
  });

  it('takes the focus by F8, stays while it has it, and returns it on Escape', async () => {
    await display({ onUndo: () => undefined });
    fireEvent.keyDown(document.body, { key: 'F8' });
    expect(document.activeElement).toBe(button('Undo'));
    await pass(3_600_000);
    expect(document.activeElement).toBe(button('Undo'));
    await act(async () => void fireEvent.keyDown(button('Undo'), { key: 'Escape' }));
    expect(region().textContent).toBe('');
    expect(document.activeElement).toBe(button('Do'));
  });

  it('does not count the time in which the page is hidden', async () => {
    await display();
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await act(async () => void fireEvent(document, new Event('visibilitychange')));
    await pass(3_600_000);
    expect(region().textContent).not.toBe('');
    hidden.mockRestore();
    await act(async () => void fireEvent(document, new Event('visibilitychange')));
    await pass(10_000);
    expect(region().textContent).toBe('');
  });

  it('stays until it is closed without a duration', async () => {
    await display({ duration: null });
    await pass(3_600_000);
    expect(region().textContent).not.toBe('');
    await click('Close');
    expect(region().textContent).toBe('');
  });

  it('undoes once, and closes', async () => {
    let done: () => void = () => undefined;
    const onUndo = jest.fn(() => new Promise<void>((resolve) => (done = resolve)));
    await display({ onUndo });
    await click('Undo');
    expect(button('Undoing…').getAttribute('aria-disabled')).toBe('true');
    await click('Undoing…');
    await pass(60_000);
    expect(onUndo).toHaveBeenCalledTimes(1);
    await act(async () => done());
    expect(region().textContent).toBe('');
  });

  it('states that an undo failed, and keeps it for another try', async () => {
    const onUndo = jest.fn(() => Promise.reject(new Error('offline')));
    await display({ onUndo });
    await click('Undo');
    expect(region().textContent).toContain('This was not undone. Try again.');
    await pass(3_600_000);
    await click('Undo');
    expect(onUndo).toHaveBeenCalledTimes(2);
  });

  it('replaces a toast with the same message, and keeps others', async () => {
    await display();
    await pass(8_000);
    await click('Do');
    expect(screen.getAllByText('The list was deleted.')).toHaveLength(1);
    await pass(8_000);
    expect(region().textContent).not.toBe('');
  });

  it('explains that useToast needs a Toaster', () => {
    const { error } = console;
    console.error = () => undefined;
    try {
      expect(() => renderKit(<Page toast={{ message: 'x' }} />)).toThrow(/Wrap your page in <Toaster>/);
    } finally {
      console.error = error;
    }
  });
});
