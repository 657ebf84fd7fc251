import '../../test-support/dialog.js';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { Tooltip } from './index.js';

const isOpen = () => screen.getByRole('tooltip', { hidden: true }).closest('[data-open]') !== null;
const button = () => screen.getByRole('button');

describe('Tooltip', () => {
  it('describes its element, beside other descriptions', async () => {
    const { container } = renderKit(
      <>
        <Tooltip text="At 14:05">
          <button type="button" aria-describedby="more">
            Sent
          </button>
        </Tooltip>
        <p id="more">today</p>
      </>,
    );
    expect(button().getAttribute('aria-describedby')).toBe(`more ${screen.getByRole('tooltip').id}`);
    await expectAccessible(container);
  });

  it('is no description where its text is the name of the element', () => {
    renderKit(
      <Tooltip text="Close" describes={false}>
        <button type="button" aria-label="Close" />
      </Tooltip>,
    );
    expect(button().hasAttribute('aria-describedby')).toBe(false);
    expect(screen.queryByRole('tooltip')).toBeNull();
  });

  it('is displayed while the pointer is over the element or over the text', async () => {
    const user = userEvent.setup();
    renderKit(
      <Tooltip text="At 14:05">
        <button type="button">Sent</button>
      </Tooltip>,
    );
    expect(isOpen()).toBe(false);
    await user.hover(button());
    expect(isOpen()).toBe(true);
    await user.hover(screen.getByText('At 14:05'));
    expect(isOpen()).toBe(true);
    await user.unhover(screen.getByText('At 14:05'));
    expect(isOpen()).toBe(false);
  });

  it('is not displayed by a touch', () => {
    renderKit(
      <Tooltip text="At 14:05">
        <button type="button">Sent</button>
      </Tooltip>,
    );
    fireEvent(button(), new MouseEvent('pointerover', { bubbles: true }));
    expect(isOpen()).toBe(true);
    fireEvent(button(), new MouseEvent('pointerout', { bubbles: true }));
    const touch = Object.assign(new MouseEvent('pointerover', { bubbles: true }), { pointerType: 'touch' });
    fireEvent(button(), touch);
    expect(isOpen()).toBe(false);
  });

  it('is displayed while the focus is on the element, and hidden by Esc without further effect', async () => {
    const user = userEvent.setup();
    renderKit(
      <Tooltip text="At 14:05">
        <button type="button">Sent</button>
      </Tooltip>,
    );
    await user.tab();
    expect([document.activeElement === button(), isOpen()]).toEqual([true, true]);
    // False: the key is handled, so that a dialog around it stays open.
    expect(fireEvent.keyDown(button(), { key: 'Escape' })).toBe(false);
    expect([document.activeElement === button(), isOpen()]).toEqual([true, false]);
    expect(fireEvent.keyDown(button(), { key: 'Escape' })).toBe(true);
    await user.tab();
    await user.tab({ shift: true });
    expect(isOpen()).toBe(true);
  });
});
