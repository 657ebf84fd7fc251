import './test-support/dialog.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import {
  BalanceCard,
  BlacklistManager,
  ConsentHistory,
  DeliveryChart,
  messagesEn,
  NO_RECIPIENTS,
  OrdersTable,
  PhonePreview,
  PhoneThread,
  RecipientsField,
  recipientsFromText,
  ReportTable,
  SegmentCounter,
  SmsComposer,
  SmsUiProvider,
  type Messages,
  type ReportRow,
  type SmsComposerProps,
} from './index.js';
import { EVERY_COMPONENT } from './test-support/everyComponent.js';
import './test-support/layout.js';
import { NOW, renderKit } from './test-support/renderKit.js';

const HOSTILE = `<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}}"'>\u202E\u0000`;
const FAMILY = '👨‍👩‍👧‍👦';
const counts = { delivered: 3, waiting: 2, undelivered: 1, unknown: 0 };

/** No text became an element, and each is displayed as given. */
function expectText(container: HTMLElement): void {
  expect(container.querySelectorAll('img, script, iframe')).toHaveLength(0);
  const shown = [container, ...container.querySelectorAll('*')].flatMap((element) => [
    element.textContent ?? '',
    ...element.getAttributeNames().map((name) => element.getAttribute(name) ?? ''),
    element instanceof HTMLTextAreaElement ? element.value : '',
  ]);
  expect(shown.some((text) => text.includes('<img src=x onerror="alert(1)">'))).toBe(true);
}

describe('hostile HTML in texts', () => {
  const hostileMessages = Object.fromEntries(
    Object.keys(messagesEn).map((key) => [key, HOSTILE]),
  ) as unknown as Messages;

  // guarantee: G-089
  it.each(Object.entries(EVERY_COMPONENT))('is displayed as text in %s', (_slot, make) => {
    const { container } = render(
      <SmsUiProvider locale="en" now={NOW} messages={hostileMessages} profile={{ characterMode: 'unicode' }}>
        {make({})}
      </SmsUiProvider>,
    );
    expectText(container);
  });

  const fromTheHost: Record<string, ReactElement> = {
    'a counted message': <SegmentCounter text={HOSTILE.repeat(4)} showSeams />,
    'sender and message of a preview': <PhonePreview sender={HOSTILE} text={HOSTILE} />,
    'number, sender, message and note of a thread': (
      <PhoneThread
        number={HOSTILE}
        messages={[
          { id: HOSTILE, sender: HOSTILE, text: HOSTILE, time: NOW, status: 'delivered', note: HOSTILE },
        ]}
      />
    ),
    'a pasted row': <RecipientsField defaultValue={recipientsFromText(`0530 123 45 67\n${HOSTILE}`)} />,
    'a file’s name': (
      <RecipientsField defaultValue={{ ...recipientsFromText('05301234567'), text: '', fileName: HOSTILE }} />
    ),
    'a fault of the host': <RecipientsField defaultValue={NO_RECIPIENTS} error={HOSTILE} />,
    'number and state of a report': (
      <ReportTable rows={[{ number: HOSTILE, status: HOSTILE as ReportRow['status'] }]} />
    ),
    'an error of the host’s server': (
      <ReportTable rows={[]} error={{ message: HOSTILE, onRetry: () => undefined }} />
    ),
    'an order': (
      <OrdersTable orders={[{ orderId: HOSTILE, sender: HOSTILE, state: 'sending', time: NOW, counts }]} />
    ),
    'a blocked number': <BlacklistManager numbers={[{ number: HOSTILE }]} />,
    'names of templates, variables and senders': (
      <SmsComposer
        senders={[HOSTILE]}
        templates={[{ name: HOSTILE, text: HOSTILE }]}
        variables={[{ name: 'ad', label: HOSTILE, shortest: HOSTILE, longest: HOSTILE, sample: HOSTILE }]}
        defaultValue={{ text: `{ad} ${HOSTILE}` }}
        onSubmit={async () => ({ state: 'refused', message: HOSTILE })}
      />
    ),
  };
  it.each(Object.entries(fromTheHost))('is displayed as text in %s', (_what, element) => {
    const { container } = renderKit(element);
    expectText(container);
  });

  it('is displayed as text in a refusal', async () => {
    const { container } = composer(async () => ({ state: 'refused', message: HOSTILE }));
    send();
    await screen.findByRole('alert');
    expectText(container);
  });
});

describe('a report', () => {
  it('with unlisted states, codes and times is displayed, counted, sorted and exported', () => {
    const strange = ['teleported', '', '__proto__', 'constructor', 'Delivered'].map((status, place) => ({
      number: `+90530123456${place}`,
      status,
      statusCode: 10 ** place * 7,
      updatedAt: place === 0 ? Number.NaN : NOW - place,
    })) as ReportRow[];
    renderKit(<ReportTable rows={strange} />);
    fireEvent.click(screen.getByRole('button', { name: 'Status' }));
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows).toHaveLength(strange.length);
    for (const row of rows) expect(row.textContent).toContain('Unknown');
    expect(rows[0]?.textContent).toContain('7');
  });

  it('of a chart without messages does not divide by zero', () => {
    const none = { delivered: 0, waiting: 0, undelivered: 0, unknown: 0 };
    const { container } = renderKit(<DeliveryChart buckets={[{ start: NOW, ...none }]} />);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });

  it('of a negative or invalid balance is displayed as given', () => {
    const { container } = renderKit(<BalanceCard credits={-3} amount={-0.51} asOf={NOW} />);
    expect(container.textContent).toMatch(/[-−]3/);
  });
});

describe('an invalid time', () => {
  const INVALID = new Date(Number.NaN);
  const FAR = new Date(8.64e15);
  const history = {
    id: '1',
    recipientType: 'BIREYSEL',
    channel: 'MESAJ',
    status: 'ONAY',
    source: 'HS_WEB',
  } as const;

  it.each([INVALID, FAR, Number.NaN])('%p breaks no component', (time) => {
    const at = new Date(time);
    const elements = [
      <OrdersTable
        key="orders"
        groupByDay
        orders={[{ orderId: '1', sender: 'MARKA', state: 'sending', time, counts }]}
      />,
      <PhoneThread
        key="thread"
        number="+905301234567"
        messages={[{ id: '1', sender: 'MARKA', text: 'x', time: at.getTime(), status: 'delivered' }]}
      />,
      <BalanceCard key="balance" credits={3} amount={5} asOf={at.getTime()} />,
      <ReportTable
        key="report"
        rows={[{ number: '+905301234567', status: 'delivered', updatedAt: at.getTime() }]}
      />,
      <ConsentHistory key="history" entries={[{ ...history, consentDate: at, recordedAt: at }]} />,
    ];
    for (const element of elements) {
      const { container, unmount } = renderKit(element);
      expect(container.innerHTML).not.toMatch(/NaN|Invalid/);
      unmount();
    }
  });

  it.each([INVALID, FAR, '2030-01-31T10:00:00Z'])(
    '%p is no time of a message, which is not sent',
    async (given) => {
      const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => ({
        state: 'accepted',
        orderIds: ['1'],
      }));
      const recipients = recipientsFromText('0530 123 45 67');
      const sendAt = given as Date;
      renderKit(
        <SmsComposer
          senders={['MARKA']}
          defaultValue={{ recipients, text: 'Merhaba', kind: 'transactional', sender: 'MARKA', sendAt }}
          onSubmit={onSubmit}
        />,
      );
      fireEvent.click(screen.getByRole('button', { name: 'Review and send' }));
      expect(screen.getAllByText(/Choose a date and a time/).length).toBeGreaterThan(0);
      expect(onSubmit).not.toHaveBeenCalled();
    },
  );
});

describe('a message', () => {
  it.each([60, 61, 62, 63, 64, 65, 66, 67, 68])(
    'with an emoji family at the end of a part, %i letters before it, keeps all characters',
    async (before) => {
      const text = `${'a'.repeat(before)}${FAMILY}${'b'.repeat(70)}${FAMILY}`;
      const { container } = renderKit(<SegmentCounter text={text} showSeams />);
      const pieces = [...container.querySelectorAll('[data-slot="segment-counter-seam"]')].map(
        (piece) => piece.textContent ?? '',
      );
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) expect(piece).not.toMatch(/\p{Surrogate}/u);
    },
  );

  it('of 5,000 characters is counted and refused with the reason, at its field', async () => {
    const onSubmit = jest.fn<SmsComposerProps['onSubmit']>();
    composer(onSubmit, `${'a'.repeat(4_999)}ş`);
    fireEvent.click(screen.getByRole('button', { name: 'Review and send' }));
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(box);
    expect(document.getElementById(box.getAttribute('aria-describedby')!)?.textContent).toMatch(/7 SMS/);
    expect(box.value).toHaveLength(5_000);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

describe('a callback that never answers', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  // guarantee: G-109
  it('is reported, and the message cannot be sent twice', async () => {
    const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(() => new Promise(() => undefined));
    composer(onSubmit);
    send();
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText(/has not answered yet/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Sending…' }));
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message' }), { key: 'Enter', ctrlKey: true });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });
});

function composer(onSubmit: SmsComposerProps['onSubmit'], text = 'Merhaba') {
  return renderKit(
    <SmsComposer
      senders={['MARKA']}
      onSubmit={onSubmit}
      defaultValue={{ recipients: recipientsFromText('0530 123 45 67'), text, kind: 'transactional' }}
    />,
  );
}

function send(): void {
  fireEvent.click(screen.getByRole('button', { name: 'Review and send' }));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: /^Send to/ }));
}
