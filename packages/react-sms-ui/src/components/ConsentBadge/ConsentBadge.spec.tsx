import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, expectHydrates, NOW, renderKit } from '../../test-support/renderKit.js';
import { ConsentBadge } from './index.js';

const onFile = { recipient: '+905301234567', source: 'HS_WEB', consentDate: new Date(NOW - 86_400_000) };
const MINUTE = 60_000;

describe('ConsentBadge', () => {
  it.each([
    ['granted', 'BIREYSEL', 'Commercial messages are allowed.'],
    ['refused', 'TACIR', 'Commercial messages are forbidden.'],
    ['none', 'BIREYSEL', 'Without a consent, commercial messages to individuals are forbidden.'],
    ['none', 'TACIR', 'Merchants and tradesmen need no prior consent, as long as they have not refused.'],
    ['unknown-recipient', 'BIREYSEL', 'Without a consent, commercial messages to individuals are forbidden.'],
  ] as const)('displays the meaning of %s for %s', (state, recipientType, meaning) => {
    const { container } = renderKit(
      <ConsentBadge channel="MESAJ" recipientType={recipientType} consent={{ state, ...onFile }} />,
    );
    expect(container.textContent).toContain(meaning);
  });

  it('displays no consent before the registry was queried', () => {
    const { container } = renderKit(<ConsentBadge channel="MESAJ" consent={undefined} />, 'tr');
    expect(container.textContent).toContain('Sorgulanmadı');
    expect(container.querySelector('[data-state=unchecked]')).not.toBeNull();
  });

  it('marks an answer older than an hour', () => {
    const badge = (minutes: number) => (
      <ConsentBadge
        channel="MESAJ"
        consent={{ state: 'granted', ...onFile }}
        checkedAt={NOW - minutes * MINUTE}
      />
    );
    const { container, rerender } = renderKit(badge(59));
    expect(container.querySelector('[data-stale]')).toBeNull();
    rerender(badge(61));
    expect(container.querySelector('[data-stale]')).not.toBeNull();
    expect(container.textContent).toContain('it may have changed');
  });

  it('queries once for repeated presses, and reports a failed lookup', async () => {
    let fail = (): void => undefined;
    const onCheck = jest.fn(
      () => new Promise<void>((_, reject) => (fail = () => reject(new Error('offline')))),
    );
    const user = userEvent.setup();
    renderKit(<ConsentBadge channel="MESAJ" consent={undefined} onCheck={onCheck} />);
    const button = screen.getByRole('button', { name: 'Look up in İYS' });
    await user.click(button);
    await user.click(button);
    expect(onCheck).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('status').textContent).toBe('Looking up in İYS…');
    fail();
    expect((await screen.findByText(/The lookup failed/)).textContent).toContain('is not known');
  });

  it('reports that an answer may be outdated when it could not be renewed', async () => {
    const onCheck = (): Promise<void> => Promise.reject(new Error('offline'));
    renderKit(<ConsentBadge channel="MESAJ" consent={{ state: 'granted', ...onFile }} onCheck={onCheck} />);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Look up again' }));
    expect((await screen.findByText(/The lookup failed/)).textContent).toContain('out of date');
  });

  it.each([
    ['granted', 'Onay tarihi: 20 Kas 2026 14:05'],
    ['refused', 'Ret tarihi: 20 Kas 2026 14:05'],
  ] as const)('dates what is %s', (state, text) => {
    renderKit(<ConsentBadge channel="MESAJ" consent={{ state, ...onFile }} />, 'tr');
    expect(screen.getByText(text)).toBeTruthy();
  });

  it('is accessible and hydrates, in full and compact', async () => {
    const badges = (
      <>
        <ConsentBadge channel="MESAJ" consent={{ state: 'granted', ...onFile }} onCheck={() => undefined} />
        <ConsentBadge channel="ARAMA" consent={{ state: 'refused', ...onFile }} size="compact" />
      </>
    );
    await expectAccessible(renderKit(badges).container);
    await expectHydrates(badges);
  });
});
