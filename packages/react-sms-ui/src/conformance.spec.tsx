import './test-support/dialog.js';
import { describe, expect, it } from '@jest/globals';
import { EVERY_COMPONENT } from './test-support/everyComponent.js';
import { expectAccessible, expectHydrates, renderKit, rerenderTranslated } from './test-support/renderKit.js';

describe.each(Object.entries(EVERY_COMPONENT))('%s', (slot, make) => {
  it('passes its ref, class name and other attributes to its root', () => {
    let element: HTMLElement | null = null;
    const { container } = renderKit(
      make({ ref: (root) => (element = root), className: 'mine', id: 'my-id', title: 'my title' }),
    );
    const root = container.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
    // Compared outside of the matcher, which takes minutes to print the difference between two elements.
    expect(root !== null && element === root).toBe(true);
    expect(root?.classList.contains('mine')).toBe(true);
    expect(root?.classList.contains(`sms-${slot}`)).toBe(true);
    expect(root?.id).toBe('my-id');
    expect(root?.title).toBe('my title');
  });

  // guarantee: G-111
  it('displays all texts in the language of its provider', () => {
    const english = renderKit(make({}), 'en').container.textContent;
    const turkish = renderKit(make({}), 'tr').container.textContent;
    expect(turkish).not.toBe(english);
    expect(`${english}${turkish}`).not.toMatch(/\{(?!ad\})\w+\}|undefined|NaN|\[object/);
  });

  it('updates all texts after the browser translated the page', () => {
    expect(rerenderTranslated(make({}))).toBe(renderKit(make({}), 'en').container.textContent);
  });

  it('is accessible', async () => {
    const { container } = renderKit(make({}));
    await expectAccessible(container);
  });

  // guarantee: G-111
  it.each(['tr', 'en'] as const)('hydrates what the server rendered, in %s', async (locale) => {
    const root = await expectHydrates(make({}), locale);
    expect(root.querySelectorAll(`[data-slot="${slot}"]`)).toHaveLength(1);
  });
});
