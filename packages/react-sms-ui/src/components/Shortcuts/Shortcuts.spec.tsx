import '../../test-support/dialog.js';
import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { ShortcutsDialog, useShortcuts } from './index.js';

const ran = jest.fn();

function Page({ singleKeys, dialog = false }: { singleKeys?: boolean; dialog?: boolean }) {
  useShortcuts(
    ['mod+k', '?', '/', 'c', 'g o'].map((keys) => ({ keys, label: keys, run: () => ran(keys) })),
    singleKeys === undefined ? {} : { singleKeys },
  );
  return (
    <>
      <button type="button">Do</button>
      <input aria-label="Text" />
      <input type="checkbox" aria-label="Box" />
      <select aria-label="Choice" />
      <div contentEditable suppressContentEditableWarning data-testid="editor" />
      {dialog ? <dialog open /> : null}
    </>
  );
}

/** Presses keys on an element. @returns what ran. */
function press(keys: readonly (string | KeyboardEventInit)[], on: Element = document.body): unknown[] {
  ran.mockClear();
  for (const key of keys) fireEvent.keyDown(on, typeof key === 'string' ? { key } : key);
  return ran.mock.calls.flat();
}

describe('useShortcuts', () => {
  it('runs characters, sequences, and keys with Ctrl', () => {
    renderKit(<Page />);
    expect(press(['c'])).toEqual(['c']);
    expect(press(['g', 'o'])).toEqual(['g o']);
    expect(press([{ key: 'k', ctrlKey: true }])).toEqual(['mod+k']);
    expect(press([{ key: 'K', ctrlKey: true }])).toEqual(['mod+k']);
    expect(press(['o'])).toEqual([]);
    expect(press(['g', 'x', 'o'])).toEqual([]);
  });

  it('runs a character that needs Shift, as on a Turkish keyboard', () => {
    renderKit(<Page />);
    expect(press(['Shift', { key: '/', shiftKey: true }])).toEqual(['/']);
    expect(press(['Shift', { key: '?', shiftKey: true }])).toEqual(['?']);
  });

  it('ignores keys with Shift or Alt, which are other characters, and keys that repeat', () => {
    renderKit(<Page />);
    expect(press([{ key: 'C', shiftKey: true }])).toEqual([]);
    expect(press([{ key: 'c', altKey: true }])).toEqual([]);
    expect(press([{ key: '?', altKey: true, ctrlKey: true }])).toEqual([]);
    expect(press([{ key: 'c', repeat: true }])).toEqual([]);
    expect(press([{ key: 'c', ctrlKey: true }])).toEqual([]);
  });

  it('runs no character while the person types, but keys with Ctrl', () => {
    renderKit(<Page />);
    const fields = [screen.getByLabelText('Text'), screen.getByLabelText('Choice')];
    for (const field of [...fields, screen.getByTestId('editor')]) {
      expect(press(['c', '?', 'g', 'o'], field)).toEqual([]);
      expect(press([{ key: 'k', ctrlKey: true }], field)).toEqual(['mod+k']);
    }
    expect(press(['c'], screen.getByLabelText('Box'))).toEqual(['c']);
    expect(press(['c'], screen.getByText('Do'))).toEqual(['c']);
  });

  it('runs nothing while a dialog is open, and nothing that another listener handled', () => {
    const { rerender } = renderKit(<Page dialog />);
    expect(press(['c', { key: 'k', ctrlKey: true }])).toEqual([]);
    rerender(<Page />);
    const handle = (event: Event): void => event.preventDefault();
    screen.getByText('Do').addEventListener('keydown', handle);
    expect(press(['c'], screen.getByText('Do'))).toEqual([]);
  });

  it('runs no character while they are turned off, but keys with Ctrl', () => {
    renderKit(<Page singleKeys={false} />);
    expect(press(['c', '?', 'g', 'o'])).toEqual([]);
    expect(press([{ key: 'k', ctrlKey: true }])).toEqual(['mod+k']);
  });
});

function List({ onClose = () => undefined }: { onClose?: () => void }) {
  const [singleKeys, setSingleKeys] = useState(true);
  return (
    <ShortcutsDialog
      shortcuts={[
        { keys: 'mod+k', label: 'Commands' },
        { keys: 'g o', label: 'Orders' },
      ]}
      singleKeys={singleKeys}
      onSingleKeysChange={(change) => setSingleKeys(change.singleKeys)}
      onClose={onClose}
    />
  );
}

describe('ShortcutsDialog', () => {
  it('lists the shortcuts in a modal dialog', async () => {
    const { container } = renderKit(<List />);
    expect(screen.getByRole<HTMLDialogElement>('dialog', { name: 'Keyboard shortcuts' }).open).toBe(true);
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual(['Commands', 'Orders']);
    expect(screen.getAllByRole('definition').map((keys) => keys.textContent)).toEqual(['Ctrl K', 'GthenO']);
    await expectAccessible(container);
  });

  it('turns single-key shortcuts off and on, and marks those that are off', () => {
    const { container } = renderKit(<List />, 'tr');
    const off = () => [...container.querySelectorAll('[data-off] dt')].map((term) => term.textContent);
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Tek tuşlu kısayolları kullan' });
    expect([box.checked, off()]).toEqual([true, []]);
    fireEvent.click(box);
    expect([box.checked, off()]).toEqual([false, ['Orders']]);
    fireEvent.click(box);
    expect([box.checked, off()]).toEqual([true, []]);
  });

  it('closes by its button', () => {
    const onClose = jest.fn();
    renderKit(<List onClose={onClose} />);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
