import '../../test-support/dialog.js';
import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { CommandMenu, type Command } from './index.js';

const COMMANDS: readonly Command[] = [
  { id: 'orders', label: 'Gönderimler', group: 'Sayfalar', keys: 'g o' },
  { id: 'consents', label: 'İzinler', group: 'Sayfalar', keywords: 'İYS onay ret' },
  { id: 'o-1', label: 'Kış indirimi', group: 'Son gönderimler', detail: 'Tamamlandı' },
];

const box = () => screen.getByRole('combobox');
const options = () => screen.queryAllByRole('option').map((option) => option.textContent);
const active = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '')?.textContent;

function open(commands = COMMANDS, locale: 'tr' | 'en' = 'tr') {
  const [onChoose, onClose] = [jest.fn(), jest.fn()];
  const view = renderKit(<CommandMenu commands={commands} onChoose={onChoose} onClose={onClose} />, locale);
  return { ...view, onChoose, onClose, user: userEvent.setup() };
}

describe('CommandMenu', () => {
  it('lists the commands by group in a modal dialog, with the first one active', async () => {
    const { container } = open();
    expect(screen.getByRole<HTMLDialogElement>('dialog', { name: 'Arama ve komutlar' }).open).toBe(true);
    const groups = screen.getAllByRole('group').map((group) => within(group).getAllByRole('option').length);
    expect(groups).toEqual([2, 1]);
    expect(active()).toBe('GönderimlerGardındanO');
    await expectAccessible(container);
  });

  it.each(['izin', 'IZIN', 'iys', 'izinler say'])('finds a command by %p', async (search) => {
    const { user } = open();
    await user.type(box(), search);
    expect(options()).toEqual(['İzinler']);
  });

  it('finds a command by each of its words, and by its detail', async () => {
    const { user } = open();
    await user.type(box(), 'tamam KIS');
    expect(options()).toEqual(['Kış indirimiTamamlandı']);
  });

  it('moves with the arrow keys, around the ends, and runs the active command on Enter', async () => {
    const { user, onChoose, onClose } = open();
    await user.type(box(), '{ArrowDown}');
    expect(active()).toBe('İzinler');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(active()).toBe('Kış indirimiTamamlandı');
    await user.keyboard('{ArrowDown}');
    expect(active()).toBe('GönderimlerGardındanO');
    await user.keyboard('{Enter}');
    expect(onChoose).toHaveBeenCalledWith({ id: 'orders' });
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('makes the first result active after each change of the search', async () => {
    const { user, onChoose } = open();
    await user.type(box(), '{ArrowDown}{ArrowDown}');
    await user.keyboard('i');
    expect(active()).toBe(options()[0]);
    await user.keyboard('{Backspace}kış{Enter}');
    expect(onChoose).toHaveBeenCalledWith({ id: 'o-1' });
  });

  it('runs a command that is pressed, and keeps the focus in the text box', async () => {
    const { user, onChoose } = open();
    await user.click(box());
    fireEvent.pointerMove(screen.getByRole('option', { name: 'İzinler' }));
    expect(active()).toBe('İzinler');
    expect(fireEvent.mouseDown(screen.getByRole('option', { name: 'İzinler' }))).toBe(false);
    fireEvent.click(screen.getByRole('option', { name: 'İzinler' }));
    expect(onChoose).toHaveBeenCalledWith({ id: 'consents' });
  });

  it('ignores Enter while characters are being composed', () => {
    const { onChoose } = open();
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true });
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('states that nothing matches, and then runs nothing on Enter', async () => {
    const { user, onChoose, onClose } = open(COMMANDS, 'en');
    await user.type(box(), 'zzz{Enter}');
    expect(screen.getByText('Nothing matches “zzz”.')).toBeTruthy();
    expect(box().hasAttribute('aria-activedescendant')).toBe(false);
    expect(onChoose).not.toHaveBeenCalled();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('closes on a press outside, and not on one inside', () => {
    const { onClose } = open();
    fireEvent.pointerDown(box());
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.pointerDown(screen.getByRole('dialog'));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('passes the search to the host, which can add commands', async () => {
    const onSearchChange = jest.fn();
    renderKit(
      <CommandMenu
        commands={[]}
        onChoose={() => undefined}
        onClose={() => undefined}
        onSearchChange={onSearchChange}
      />,
    );
    await userEvent.setup().type(box(), '05');
    expect(onSearchChange.mock.calls).toEqual([[{ search: '0' }], [{ search: '05' }]]);
  });
});
