import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { isConsentSource, reviewConsent } from 'iletimerkezi-core/consents';
import { setWebCrypto } from '../../test-support/browserGlobals.js';
import { BRAND, NOTICE, STATEMENTS } from '../../test-support/consentTexts.js';
import { expectAccessible, NOW, renderKit } from '../../test-support/renderKit.js';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { ConsentForm, type ConsentFormProps, type ConsentFormRecord } from './index.js';

const CONTACT = { phone: '0530 123 45 67', email: 'ayse@ornek.com' };

function setUp(props: Partial<ConsentFormProps> = {}, locale: 'tr' | 'en' = 'en') {
  const records: ConsentFormRecord[] = [];
  const form = (more: Partial<ConsentFormProps> = {}) => (
    <ConsentForm
      brand={BRAND}
      statement={STATEMENTS[locale]}
      privacyNotice={NOTICE}
      contact={CONTACT}
      onSubmit={(record) => void records.push(record)}
      {...props}
      {...more}
    />
  );
  const view = renderKit(form(), locale);
  return {
    ...view,
    records,
    user: userEvent.setup(),
    change: (more: Partial<ConsentFormProps>) => view.rerender(form(more)),
  };
}

const boxes = (): HTMLInputElement[] => screen.queryAllByRole('checkbox');
const button = (name: RegExp) => screen.getByRole('button', { name });

beforeEach(() => setWebCrypto(true));

describe('the boxes of a ConsentForm', () => {
  // guarantee: G-066
  it('are not ticked in advance with any props', () => {
    const forced = { checked: true, defaultChecked: true, value: ['MESAJ'], defaultValue: ['MESAJ'] };
    setUp(forced as unknown as Partial<ConsentFormProps>);
    expect(boxes()).toHaveLength(3);
    expect(boxes().filter((box) => box.checked)).toEqual([]);
  });

  it('have no prop that ticks them, which the type check verifies', () => {
    type Ticking = Extract<
      keyof ConsentFormProps,
      'checked' | 'defaultChecked' | 'value' | 'defaultValue' | 'ticks' | 'defaultTicks'
    >;
    const isImpossible: [Ticking] extends [never] ? true : false = true;
    expect(isImpossible).toBe(true);
  });

  it('are cleared when the text changes, and the host is notified', async () => {
    const onTicksChange = jest.fn();
    const { user, change } = setUp({ onTicksChange });
    await user.click(boxes()[0]!);
    expect(onTicksChange).toHaveBeenLastCalledWith({ channels: ['MESAJ'], reason: 'tick' });
    change({ statement: { version: '2', text: 'Something else.' }, onTicksChange });
    expect(boxes().filter((box) => box.checked)).toEqual([]);
    expect(onTicksChange).toHaveBeenLastCalledWith({ channels: [], reason: 'text-changed' });
  });
});

describe('consenting', () => {
  it('submits one ONAY per ticked channel, valid by the registry’s rules', async () => {
    const { user, records } = setUp({ source: 'HS_MOBIL' });
    await user.click(boxes()[0]!);
    await user.click(boxes()[1]!);
    await user.click(button(/I consent to what I ticked/));
    await screen.findByText('Your consent was saved');
    expect(records).toHaveLength(1);
    const [{ decision, records: consents }] = records as [ConsentFormRecord];
    expect(decision).toBe('consent');
    expect(consents).toEqual([
      {
        recipient: '+905301234567',
        recipientType: 'BIREYSEL',
        channel: 'MESAJ',
        status: 'ONAY',
        source: 'HS_MOBIL',
        consentDate: new Date(NOW),
      },
      expect.objectContaining({ recipient: 'ayse@ornek.com', channel: 'EPOSTA', status: 'ONAY' }),
    ]);
    for (const consent of consents) {
      expect(isConsentSource(consent.source)).toBe(true);
      const { errors, warnings } = reviewConsent(consent, { now: new Date(NOW), known: 'none' });
      expect([errors, warnings]).toEqual([[], []]);
    }
  });

  // guarantee: G-066
  it('includes the shown text, its hash, version, language and times in the evidence', async () => {
    const { user, records, container } = setUp({}, 'tr');
    const shown = container.textContent;
    await user.click(boxes()[0]!);
    await user.click(button(/İşaretlediklerime onay veriyorum/));
    await screen.findByText('Onayınız kaydedildi');
    const { evidence } = records[0]!;
    for (const line of evidence.text.split('\n')) expect(shown).toContain(line);
    expect(evidence.text).toContain(BRAND.address);
    expect(evidence.text).not.toContain('6698');
    expect(evidence).toMatchObject({
      textHash: createHash('sha256').update(evidence.text, 'utf8').digest('hex'),
      textVersion: '2026-11',
      locale: 'tr',
      shownAt: new Date('2026-11-21T11:05:00Z'),
      decidedAt: new Date('2026-11-21T11:05:00Z'),
      ticks: [{ channel: 'MESAJ', tickedAt: new Date('2026-11-21T11:05:00Z') }],
    });
  });

  it('submits nothing without a tick, explains what is missing and focuses it', async () => {
    const { user, records } = setUp({ recipientTypes: ['BIREYSEL', 'TACIR'] });
    await user.click(boxes()[0]!);
    await user.click(boxes()[0]!);
    await user.click(screen.getByRole('radio', { name: /Individual/ }));
    await user.click(button(/I consent/));
    expect(records).toEqual([]);
    expect(screen.getAllByText(/Tick at least one box, or choose “I do not consent”/)).toHaveLength(2);
    expect(document.activeElement).toBe(boxes()[0]);
  });

  it('lists several faults at the top, with links to their fields', async () => {
    const { user, records } = setUp({ recipientTypes: ['BIREYSEL', 'TACIR'] });
    await user.click(button(/I consent/));
    expect(records).toEqual([]);
    const summary = screen.getByRole('group', { name: /^2 things are missing before your decision/ });
    expect(document.activeElement).toBe(summary);
    const [type, channels] = within(summary).getAllByRole('link');
    await user.click(channels!);
    expect(document.activeElement).toBe(boxes()[0]);
    await user.click(type!);
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: /Individual/ }));
    await user.click(button(/I do not consent/));
    expect(screen.queryByRole('group', { name: /missing/ })).toBeNull();
  });

  it('asks for the unknown contact, and for a mobile number where SMS is ticked', async () => {
    const { user, records } = setUp({ contact: { phone: '0212 555 44 33' }, channels: ['MESAJ', 'ARAMA'] });
    await user.click(boxes()[0]!);
    await user.click(button(/I consent/));
    expect(records).toEqual([]);
    const phone = screen.getByRole('textbox', { name: 'Phone number' });
    expect(document.activeElement).toBe(phone);
    expect(phone.getAttribute('aria-invalid')).toBe('true');
    await user.clear(phone);
    await user.type(phone, '05301234567');
    await user.click(button(/I consent/));
    await screen.findByText('Your consent was saved');
    expect(records[0]!.records[0]!.recipient).toBe('+905301234567');
  });
});

describe('a contact that is set later', () => {
  it('is displayed beside the boxes and included in the record', async () => {
    const { user, records, change } = setUp({ contact: {}, channels: ['MESAJ'] });
    change({ contact: CONTACT });
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(boxes()[0]!.closest('label')!.textContent).toContain('+90 530 123 45 67');
    await user.click(boxes()[0]!);
    await user.click(button(/I consent/));
    await screen.findByText('Your consent was saved');
    expect(records[0]!.records[0]!.recipient).toBe('+905301234567');
  });
});

describe('refusing', () => {
  // guarantee: G-067
  it('takes one click on a button like that for consenting, and creates no record for the registry', async () => {
    const { user, records } = setUp({ contact: {}, recipientTypes: ['BIREYSEL', 'TACIR'] });
    const [accept, refuse] = [button(/I consent/), button(/I do not consent/)];
    expect(refuse.className).toBe(accept.className);
    expect(refuse.dataset['kind']).toBe(accept.dataset['kind']);
    expect(refuse.parentElement).toBe(accept.parentElement);
    await user.click(refuse);
    await screen.findByText('Your decision was saved');
    expect(records[0]).toMatchObject({
      decision: 'refuse',
      channels: ['MESAJ', 'EPOSTA', 'ARAMA'],
      contacts: [],
      records: [],
    });
  });

  it('submits the contacts, so that the server finds the consent that it ends', async () => {
    const { user, records } = setUp({ channels: ['MESAJ', 'EPOSTA'] });
    await user.click(button(/I do not consent/));
    await screen.findByText('Your decision was saved');
    expect(records[0]!.contacts).toEqual([
      { channel: 'MESAJ', recipient: '+905301234567' },
      { channel: 'EPOSTA', recipient: 'ayse@ornek.com' },
    ]);
  });

  it.each([
    [
      'withdrawn',
      { withdrawn: ['MESAJ'], kept: ['EPOSTA'] },
      'Onayınız geri çekildi',
      /sona erdi: Mesaj \(SMS\)\./,
    ],
    ['kept', { kept: ['MESAJ'] }, 'Onay vermediğiniz kayda alındı', /ticari ileti gönderilemez/],
    ['not given', undefined, 'Kararınız kaydedildi', /geri çekene kadar geçerli kalır/],
    ['garbled', { withdrawn: 'MESAJ', kept: [7] }, 'Kararınız kaydedildi', /geçerli kalır/],
  ])('displays the outcome at the host: %s', async (_what, outcome, title, text) => {
    const { user } = setUp({ onSubmit: () => Promise.resolve(outcome) }, 'tr');
    await user.click(button(/Onay vermiyorum/));
    await screen.findByText(title);
    expect(screen.getByText(text)).not.toBeNull();
    await expectAccessible(document.body);
  });

  it('states that no consent could be looked up without a contact', async () => {
    const { user } = setUp({ contact: {}, onSubmit: () => Promise.resolve({ kept: ['MESAJ'] }) });
    await user.click(button(/I do not consent/));
    await screen.findByText('Your refusal was recorded');
    expect(screen.getByText(/has no contact details to look up/)).not.toBeNull();
  });
});

describe('the time of a receipt', () => {
  it('is the server’s time where the host returns it', async () => {
    const recordedAt = '2026-11-21T09:00:00Z';
    const { user } = setUp({ onSubmit: () => Promise.resolve({ recordedAt, kept: ['MESAJ'] }) });
    await user.click(button(/I do not consent/));
    await screen.findByText('Your refusal was recorded');
    expect(screen.getByText(/12:00/)).not.toBeNull();
    expect(screen.queryByText('By the clock of your device')).toBeNull();
  });

  it('is labelled as the device’s time otherwise', async () => {
    const { user } = setUp();
    await user.click(button(/I do not consent/));
    await screen.findByText('Your decision was saved');
    expect(screen.getByText('By the clock of your device')).not.toBeNull();
  });
});

describe('withdrawing', () => {
  it('records RET for the ticked channels', async () => {
    const { user, records } = setUp({ mode: 'withdraw', channels: ['MESAJ', 'ARAMA'] });
    await user.click(boxes()[1]!);
    await user.click(button(/Withdraw what I ticked/));
    await screen.findByText('Your withdrawal was saved');
    expect(records[0]!.records).toMatchObject([{ channel: 'ARAMA', status: 'RET' }]);
  });

  it('takes one click with a single channel', async () => {
    const { user, records } = setUp({ mode: 'withdraw', channels: ['MESAJ'] });
    expect(boxes()).toEqual([]);
    await user.click(button(/I withdraw my consent/));
    await screen.findByText('Your withdrawal was saved');
    expect(records[0]!.records).toMatchObject([{ channel: 'MESAJ', status: 'RET' }]);
  });
});

describe('a host that does not save', () => {
  it('keeps the ticks after a rejection, and submits the same record again', async () => {
    const seen: ConsentFormRecord[] = [];
    const { user } = setUp({
      onSubmit: (record) => {
        seen.push(record);
        return seen.length === 1 ? Promise.reject(new Error('offline')) : Promise.resolve();
      },
    });
    await user.click(boxes()[0]!);
    await user.click(button(/I consent/));
    expect(
      (await screen.findByText('Your decision could not be saved')).closest('[role=alert]'),
    ).not.toBeNull();
    expect(boxes()[0]!.checked).toBe(true);
    await user.click(button(/Try again/));
    await screen.findByText('Your consent was saved');
    expect(seen[1]).toEqual(seen[0]);
  });

  it('does not offer to retry the old decision after a tick changed', async () => {
    const { user } = setUp({ onSubmit: () => Promise.reject(new Error('offline')) });
    await user.click(boxes()[0]!);
    await user.click(button(/I consent/));
    await screen.findByRole('button', { name: 'Try again' });
    await user.click(boxes()[1]!);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(boxes().map((box) => box.checked)).toEqual([true, true, false]);
  });

  it('reports that the host does not answer, and accepts a late answer', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      let answer = (): void => undefined;
      const calls: ConsentFormRecord[] = [];
      const { user: _, ...view } = setUp({
        onSubmit: (record) => {
          calls.push(record);
          return new Promise<void>((resolve) => (answer = resolve));
        },
      });
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      await user.click(boxes()[0]!);
      await user.click(button(/I consent/));
      await user.click(button(/I consent/));
      // The hash is computed on another thread, which fake timers do not advance.
      await act(async () => {
        while (calls.length === 0) await setImmediate();
      });
      await act(() => jest.advanceTimersByTimeAsync(11_000));
      expect(view.container.textContent).toContain('There is no answer yet');
      expect(calls).toHaveLength(1);
      await act(async () => answer());
      expect(view.container.textContent).toContain('Your consent was saved');
    } finally {
      jest.useRealTimers();
    }
  });

  it('is not called without WebCrypto, and the form explains why', async () => {
    setWebCrypto(false);
    const { user, records } = setUp();
    await user.click(boxes()[0]!);
    await user.click(button(/I consent/));
    expect(screen.getByText(/Nothing was recorded/).closest('[role=alert]')).not.toBeNull();
    expect(records).toEqual([]);
  });
});

describe('the privacy notice', () => {
  it('is not part of the consent text and renders no script address', () => {
    const { container } = setUp({ privacyNotice: { href: 'javascript:alert(1)' } });
    const aside = container.querySelector('aside')!;
    expect(aside.contains(boxes()[0]!)).toBe(false);
    expect(container.querySelector('a')).toBeNull();
  });
});

describe('the receipt', () => {
  it('receives the focus, displays hash and time, and is accessible', async () => {
    const { user, records, container } = setUp({ recipientTypes: ['BIREYSEL', 'TACIR'], contact: {} }, 'tr');
    await expectAccessible(container);
    await user.click(button(/Onay vermiyorum/));
    const heading = await screen.findByText('Kararınız kaydedildi');
    expect(document.activeElement).toBe(heading);
    expect(container.textContent).toContain(records[0]!.evidence.textHash);
    expect(container.textContent).toContain('21 Kas 2026 14:05');
    await expectAccessible(container);
  });
});

describe('a page in another time zone', () => {
  it('displays its receipt in Türkiye time', async () => {
    const { container } = renderKit(
      <SmsUiProvider locale="en" timeZone="America/New_York" now={NOW} profile={{ characterMode: 'unicode' }}>
        <ConsentForm
          brand={BRAND}
          statement={STATEMENTS.en}
          privacyNotice={NOTICE}
          onSubmit={() => undefined}
        />
      </SmsUiProvider>,
    );
    await userEvent.setup().click(button(/I do not consent/));
    await screen.findByText('Your decision was saved');
    expect(container.textContent).toContain('21 Nov 2026 14:05 (Türkiye time)');
  });
});

describe('a form without a statement or read-only', () => {
  it('displays a skeleton while the statement is loading, and a retry when loading failed', async () => {
    const onRetry = jest.fn();
    const { change, user, container } = setUp({ statement: undefined });
    expect(container.querySelector('[role=status]')?.textContent).toBe('Loading…');
    change({ error: { message: 'No answer.', onRetry } });
    await user.click(button(/Try again/));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('has no buttons when it is read-only', () => {
    setUp({ readOnly: true });
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(boxes().every((box) => box.matches(':disabled'))).toBe(true);
  });
});

describe('a ConsentForm whose host fails', () => {
  it('submits a decision once for repeated presses', async () => {
    const onSubmit = jest.fn<NonNullable<ConsentFormProps['onSubmit']>>(() => new Promise(() => undefined));
    const { user } = setUp({ onSubmit });
    await user.click(boxes()[0]!);
    const agree = button(/I consent to what I ticked/);
    act(() => {
      agree.click();
      agree.click();
    });
    await user.click(agree);
    await screen.findByRole('status');
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    await user.click(agree);
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it('displays no receipt for a response with an error status', async () => {
    const { user } = setUp({ onSubmit: async () => ({ ok: false, status: 500 }) });
    await user.click(boxes()[0]!);
    await user.click(button(/I consent to what I ticked/));
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(screen.queryByText(/was saved/)).toBeNull();
  });
});
