import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CONSENT_ENTRIES } from '../../test-support/consentEntries.js';
import { expectAccessible, expectHydrates, renderKit } from '../../test-support/renderKit.js';
import { ConsentHistory } from './index.js';

const items = (): string[] => screen.getAllByRole('listitem').map((item) => item.textContent);

describe('ConsentHistory', () => {
  it('displays the newest record first, for any order of entries', () => {
    renderKit(<ConsentHistory entries={CONSENT_ENTRIES} />);
    const times = screen.getAllByRole('listitem').map((item) => item.querySelector('time')?.dateTime ?? '');
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times).toHaveLength(CONSENT_ENTRIES.length);
  });

  it('marks the current record per channel and recipient type, except unregistered consents', () => {
    renderKit(<ConsentHistory entries={CONSENT_ENTRIES} />);
    const marked = items().filter((text) => text.includes('in force'));
    expect(marked).toHaveLength(4);
    expect(marked.find((text) => text.includes('SMS'))).toContain('Citizen, by SMS to 3338');
  });

  it.each([
    ['pending', 'İYS’ye kaydedilmeyi bekliyor', 'Waiting to be registered with İYS'],
    ['held', 'Beklemeye alındı, İYS’ye gönderilmedi', 'On hold, not sent to İYS'],
    [
      'sent',
      'Sağlayıcıya iletildi, İYS’de henüz doğrulanmadı',
      'Accepted by the provider, not yet confirmed by İYS',
    ],
    ['unknown', 'Sonucu bilinmiyor: sağlayıcı yanıt vermedi', 'Outcome unknown: the provider did not answer'],
    ['registered', 'İYS’de kayıtlı', 'Registered with İYS'],
    ['failed', 'İYS’ye kaydedilemedi', 'Not registered with İYS'],
  ] as const)('displays the registration state %s', (registry, turkish, english) => {
    const history = <ConsentHistory entries={[{ ...CONSENT_ENTRIES[0]!, registry }]} />;
    for (const [locale, words] of [
      ['tr', turkish],
      ['en', english],
    ] as const) {
      const { container, unmount } = renderKit(history, locale);
      expect(container.querySelector(`[data-registry=${registry}]`)?.textContent).toBe(words);
      unmount();
    }
  });

  it('treats a refusal as current without its registration', () => {
    const [given] = CONSENT_ENTRIES;
    const refusal = { ...given!, id: 'no', status: 'RET' as const, registry: 'failed' as const };
    const sameMoment = { ...refusal, consentDate: given!.consentDate };
    for (const no of [{ ...refusal, consentDate: new Date() }, sameMoment]) {
      const { unmount } = renderKit(<ConsentHistory entries={[given!, no]} />);
      expect(items()[0]).toContain('Refusal');
      expect(items()[0]).toContain('in force');
      expect(items()[1]).not.toContain('in force');
      unmount();
    }
  });

  it('treats a refusal as current over a consent of the same second', () => {
    const [given] = CONSENT_ENTRIES;
    const second = new Date('2026-11-20T09:00:10.000Z');
    const consent = {
      ...given!,
      consentDate: new Date(second.getTime() + 900),
      recordedAt: new Date(second.getTime() + 900),
    };
    const recordedAt = new Date(second.getTime() + 3_600_000);
    const refusal = { ...given!, id: 'no', status: 'RET' as const, consentDate: second, recordedAt };
    for (const entries of [
      [consent, refusal],
      [refusal, consent],
    ]) {
      const { unmount } = renderKit(<ConsentHistory entries={entries} />);
      expect(items()[0]).toContain('Refusal');
      expect(items()[0]).toContain('in force');
      expect(items()[1]).not.toContain('in force');
      unmount();
    }
  });

  it('displays the names of sources, and an unknown source as given', () => {
    const [first] = CONSENT_ENTRIES;
    renderKit(
      <ConsentHistory
        entries={[
          { ...first!, id: 'a', source: 'HS_ISLAK_IMZA' },
          { ...first!, id: 'b', source: 'IYS_<b>NEU</b>' },
        ]}
      />,
      'tr',
    );
    expect(items().join()).toContain('Islak imza');
    expect(items().join()).toContain('IYS_<b>NEU</b>');
  });

  it('filters by channel, uncontrolled and controlled', async () => {
    const user = userEvent.setup();
    const onChannelChange = jest.fn();
    const { rerender } = renderKit(
      <ConsentHistory entries={CONSENT_ENTRIES} onChannelChange={onChannelChange} />,
    );
    await user.click(screen.getByRole('button', { name: 'SMS' }));
    expect(items()).toHaveLength(3);
    expect(onChannelChange).toHaveBeenCalledWith({ channel: 'MESAJ', reason: 'filter' });
    rerender(<ConsentHistory entries={CONSENT_ENTRIES} channel="EPOSTA" onChannelChange={onChannelChange} />);
    await user.click(screen.getByRole('button', { name: 'Call' }));
    expect(items()).toHaveLength(1);
    expect(onChannelChange).toHaveBeenLastCalledWith({ channel: 'ARAMA', reason: 'filter' });
  });

  it('reports that older records could not be loaded, with a retry', async () => {
    const user = userEvent.setup();
    const onLoadMore = jest
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error('offline'))
      .mockResolvedValue(undefined);
    renderKit(<ConsentHistory entries={CONSENT_ENTRIES} onLoadMore={onLoadMore} />);
    const more = screen.getByRole('button', { name: 'Show older records' });
    await user.click(more);
    await screen.findByText('The older records could not be loaded. Try again.');
    await user.click(more);
    expect(onLoadMore).toHaveBeenCalledTimes(2);
    expect(screen.queryByText('The older records could not be loaded. Try again.')).toBeNull();
  });

  it('labels each evidence by the time of its record, with its text and hash', () => {
    const { container } = renderKit(<ConsentHistory entries={CONSENT_ENTRIES} />);
    const details = container.querySelector('details')!;
    expect(details.querySelector('summary')!.textContent).toBe('What was shown (21 Nov 2026 13:58)');
    expect(details.textContent).toContain('754ce6d58413efb5535b94cefa701caa8cb1cc31844eb8436e9f0239573ad857');
  });

  it('distinguishes empty, loading and failed, with a retry', async () => {
    const onRetry = jest.fn();
    const { container, rerender } = renderKit(<ConsentHistory entries={[]} />);
    expect(container.textContent).toContain('There is no record yet.');
    rerender(<ConsentHistory entries={[]} isLoading />);
    expect(screen.getByRole('status').textContent).toBe('Loading…');
    rerender(<ConsentHistory entries={[]} error={{ message: 'No answer.', onRetry }} />);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    expect(container.textContent).not.toContain('There is no record yet.');
  });

  it('displays a record with an invalid date', () => {
    const [first] = CONSENT_ENTRIES;
    renderKit(<ConsentHistory entries={[{ ...first!, consentDate: new Date(Number.NaN) }]} />);
    expect(items()[0]).toContain('–');
  });

  it('is accessible and hydrates', async () => {
    const history = <ConsentHistory entries={CONSENT_ENTRIES} onLoadMore={() => undefined} />;
    await expectAccessible(renderKit(history, 'tr').container);
    await expectHydrates(history);
  });
});
