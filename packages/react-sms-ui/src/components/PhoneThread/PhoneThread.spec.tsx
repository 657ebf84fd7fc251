import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { PHONE_MESSAGES } from '../../test-support/phoneMessages.js';
import { expectAccessible, NOW, renderKit } from '../../test-support/renderKit.js';
import { MessageMark, SmsUiProvider, StateMark, type MessageStatus, type PhoneMessage } from '../../index.js';
import { PhoneThread } from './index.js';

const NUMBER = '+905301234567';
const slots = (container: HTMLElement, slot: string): string[] =>
  [...container.querySelectorAll(`[data-slot="phone-thread-${slot}"]`)].map(
    (element) => element.textContent ?? '',
  );
const message = (change: Partial<PhoneMessage> = {}): PhoneMessage => ({
  id: 1,
  sender: 'MARKA',
  text: 'Merhaba',
  time: NOW,
  status: 'delivered',
  ...change,
});

describe('PhoneThread', () => {
  it('lists the messages below the number in the given order', () => {
    const { container } = renderKit(<PhoneThread number={NUMBER} messages={PHONE_MESSAGES} />);
    expect(screen.getByRole('heading').textContent).toBe('+90 530 123 45 67');
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items).toHaveLength(PHONE_MESSAGES.length);
    for (const [place, { status }] of PHONE_MESSAGES.entries()) {
      expect(container.querySelectorAll('li')[place]?.dataset['status']).toBe(status);
    }
    expect(screen.getByRole('log').getAttribute('aria-label')).toBe('Messages to +90 530 123 45 67');
  });

  it('displays a date above the first message of a day in the provider’s time zone', () => {
    const messages = [
      message({ id: 1, time: Date.UTC(2026, 10, 20, 20, 59) }),
      message({ id: 2, time: Date.UTC(2026, 10, 20, 21, 1) }),
      message({ id: 3, time: Date.UTC(2026, 10, 21, 9) }),
    ];
    const { container } = renderKit(<PhoneThread number={NUMBER} messages={messages} />, 'tr');
    expect(slots(container, 'day')).toEqual(['20 Kas 2026', '21 Kas 2026']);
    const times = [...container.querySelectorAll('time')];
    expect(times.map((time) => [time.textContent, time.dateTime])).toEqual([
      ['23:59', '2026-11-20T20:59:00.000Z'],
      ['00:01', '2026-11-20T21:01:00.000Z'],
      ['12:00', '2026-11-21T09:00:00.000Z'],
    ]);
    expect(times[1]?.title).toBe('21 Kas 2026 Cumartesi 00:01');
  });

  it('displays the sender again only after another sender or on another day', () => {
    const senders = ['A', 'A', 'B', 'A', 'A'];
    const messages = senders.map((sender, id) =>
      message({ id, sender, time: id === 4 ? NOW + 86_400_000 : NOW }),
    );
    const { container } = renderKit(<PhoneThread number={NUMBER} messages={messages} />);
    expect(slots(container, 'sender')).toEqual(['A', 'B', 'A', 'A']);
  });

  it('divides a message into its sent parts, and displays their number and the suffix', () => {
    const text = 'ş'.repeat(100);
    const { container } = render(
      <SmsUiProvider locale="en" now={NOW} profile={{ characterMode: 'turkish', suffix: 'B999' }}>
        <PhoneThread
          number={NUMBER}
          messages={[message({ id: 1, text }), message({ id: 2, text, turkishLetterCost: 2 })]}
        />
      </SmsUiProvider>,
    );
    expect(slots(container, 'seam')).toEqual(['Part 2: 2']);
    expect(slots(container, 'facts').map((facts) => /\d SMS/.exec(facts)?.[0])).toEqual(['1 SMS', '2 SMS']);
    expect(slots(container, 'suffix')).toEqual([' B999', ' B999']);
  });

  it.each<[MessageStatus, string, string]>([
    ['waiting', 'Waiting', 'Bekliyor'],
    ['accepted', 'With the operator', 'Operatörde'],
    ['delivered', 'Delivered', 'İletildi'],
    ['undelivered', 'Undelivered', 'İletilemedi'],
    ['cancelled', 'Cancelled', 'İptal edildi'],
    ['teleported' as MessageStatus, 'Unknown', 'Bilinmiyor'],
    ['constructor' as MessageStatus, 'Unknown', 'Bilinmiyor'],
  ])('displays the state %s as a word', (status, english, turkish) => {
    const thread = <PhoneThread number={NUMBER} messages={[message({ status })]} />;
    expect(renderKit(thread, 'en').container.textContent).toContain(english);
    expect(renderKit(thread, 'tr').container.textContent).toContain(turkish);
  });

  it('displays a message with an invalid time without the time', () => {
    const messages = [message({ id: 1, time: Number.NaN }), message({ id: 2 })];
    const { container } = renderKit(<PhoneThread number={NUMBER} messages={messages} />);
    expect(container.querySelectorAll('time')).toHaveLength(1);
    expect(slots(container, 'day')).toEqual(['21 Nov 2026']);
    expect(container.textContent).not.toContain('Invalid');
  });

  it('displays the host’s note after the facts, including a link', () => {
    renderKit(
      <PhoneThread number={NUMBER} messages={[message({ note: <a href="/orders/7">Order 7</a> })]} />,
    );
    expect(screen.getByRole('link', { name: 'Order 7' }).closest('li')).toBe(screen.getByRole('listitem'));
  });

  it('offers older messages while there are some, and requests them once', async () => {
    const user = userEvent.setup();
    const onMore = jest.fn();
    const { rerender } = renderKit(<PhoneThread number={NUMBER} messages={PHONE_MESSAGES} onMore={onMore} />);
    await user.click(screen.getByRole('button', { name: 'Older messages' }));
    expect(onMore).toHaveBeenCalledTimes(1);
    rerender(<PhoneThread number={NUMBER} messages={PHONE_MESSAGES} onMore={onMore} isLoading />);
    await user.click(screen.getByRole('button', { name: 'Loading…' }));
    expect(onMore).toHaveBeenCalledTimes(1);
  });

  it('distinguishes empty, loading and failed, with a retry', async () => {
    const onRetry = jest.fn();
    const { container, rerender } = renderKit(<PhoneThread number={NUMBER} messages={[]} />);
    expect(container.textContent).toContain('This phone has received nothing.');
    await expectAccessible(container);
    rerender(<PhoneThread number={NUMBER} messages={[]} isLoading />);
    expect(screen.getByRole('status').textContent).toBe('Loading…');
    expect(container.textContent).not.toContain('received nothing');
    rerender(<PhoneThread number={NUMBER} messages={[]} error={{ message: 'No answer.', onRetry }} />);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    expect(container.textContent).not.toContain('received nothing');
  });

  describe('while messages are added', () => {
    /** A screen of 100 px with messages of 50 px. */
    function grow(): {
      log: HTMLElement;
      show: (ids: readonly number[]) => void;
      scrollTo: (top: number) => void;
    } {
      const thread = (ids: readonly number[]) => (
        <PhoneThread number={NUMBER} messages={ids.map((id) => message({ id }))} />
      );
      const { rerender } = renderKit(thread([5, 6, 7, 8]));
      const log = screen.getByRole('log');
      Object.defineProperty(log, 'clientHeight', { value: 100 });
      Object.defineProperty(log, 'scrollHeight', { get: () => log.querySelectorAll('li').length * 50 });
      const scrollTo = (top: number): void => {
        log.scrollTop = top;
        fireEvent.scroll(log);
      };
      scrollTo(100);
      return { log, show: (ids) => rerender(thread(ids)), scrollTo };
    }

    it('scrolls to new messages while the reader is at the end', () => {
      const { log, show } = grow();
      show([5, 6, 7, 8, 9]);
      expect(log.scrollTop).toBe(250);
    });

    it('keeps the scroll position of a reader of older messages', () => {
      const { log, show, scrollTo } = grow();
      scrollTo(20);
      show([5, 6, 7, 8, 9]);
      expect(log.scrollTop).toBe(20);
    });

    it('adds older messages above the messages in view', () => {
      const { log, show, scrollTo } = grow();
      scrollTo(0);
      show([3, 4, 5, 6, 7, 8]);
      expect(log.scrollTop).toBe(100);
    });
  });
});

describe('StateMark', () => {
  it('displays a state of the host with the host’s word', async () => {
    const { container } = renderKit(
      <>
        <MessageMark status="cancelled" className="mine" />
        <StateMark icon="held" tone="unknown" className="mine" title="why">
          Waits for approval
        </StateMark>
      </>,
    );
    const mark = screen.getByText('Waits for approval').closest<HTMLElement>('.sms-status');
    expect([mark?.dataset['status'], mark?.title, mark?.className]).toEqual([
      'unknown',
      'why',
      'sms-state-mark sms-status mine',
    ]);
    expect(container.querySelector('[data-slot="message-mark"].mine')?.textContent).toBe('Cancelled');
    await expectAccessible(container);
  });
});
