import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer } from './index.js';
import type { SmsComposerProps, SubmitResult, TestMessage } from './SmsComposer.types.js';

const LIST = 'Ad;Telefon\nAyşe;0530 123 45 67\nCan;0532 765 43 21\n;0533 765 43 21';

function setUp(answer: () => Promise<SubmitResult>, props: Partial<SmsComposerProps> = {}) {
  const onSendTest = jest.fn((_message: TestMessage) => answer());
  const onSubmit = jest.fn<SmsComposerProps['onSubmit']>();
  const view = renderKit(
    <SmsComposer
      personal
      senders={['MARKA']}
      onSubmit={onSubmit}
      onSendTest={onSendTest}
      testNumber="0541 111 22 33"
      defaultValue={{
        recipients: recipientsFromText(LIST, { abroad: false, cells: true }),
        text: 'Merhaba {ad}',
        kind: 'transactional',
        sender: 'MARKA',
        sendAt: new Date('2026-12-01T10:00:00Z'),
      }}
      {...props}
    />,
  );
  return { ...view, onSendTest, onSubmit, user: userEvent.setup() };
}

const accepted = async (): Promise<SubmitResult> => ({ state: 'accepted', orderIds: ['7'] });
const send = () => screen.getByRole('button', { name: 'Send test' });
const keyOf = (mock: { mock: { calls: [TestMessage][] } }, call: number) =>
  mock.mock.calls[call]?.[0].dedupeKey;

describe('SmsComposer with a test to oneself', () => {
  it('sends the text with the values of the recipient that is shown, at once and marked as a test', async () => {
    const { user, onSendTest, onSubmit, container } = setUp(accepted);
    await user.click(screen.getByRole('button', { name: 'Next recipient' }));
    await user.click(send());
    expect(await screen.findByText('The test is on its way to +90 541 111 22 33')).toBeTruthy();
    expect(onSendTest.mock.calls).toEqual([
      [
        {
          recipients: ['+905411112233'],
          text: 'Merhaba {ad}',
          values: [{ ad: 'Can' }],
          sender: 'MARKA',
          kind: 'transactional',
          test: true,
          dedupeKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      ],
    ]);
    expect(onSubmit).not.toHaveBeenCalled();
    await expectAccessible(container);
  });

  it('is sent once by a double press, and again with another key after an answer', async () => {
    let answer: (result: SubmitResult) => void = () => undefined;
    const { onSendTest } = setUp(() => new Promise((resolve) => (answer = resolve)));
    const button = send();
    fireEvent.click(button);
    fireEvent.click(button);
    expect(onSendTest).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: 'Sending…' }).getAttribute('aria-disabled')).toBe('true');
    answer({ state: 'accepted', orderIds: ['7'] });
    await screen.findByText(/The test is on its way/);
    fireEvent.click(send());
    expect(onSendTest).toHaveBeenCalledTimes(2);
    expect(keyOf(onSendTest, 1)).not.toBe(keyOf(onSendTest, 0));
  });

  it('keeps the key after an unknown outcome, and takes another one for another text', async () => {
    const { user, onSendTest } = setUp(() => Promise.reject(new Error('cut')));
    await user.click(send());
    expect((await screen.findByRole('alert')).textContent).toContain('The outcome of the test is unknown');
    await user.click(send());
    await waitFor(() => expect(onSendTest).toHaveBeenCalledTimes(2));
    expect(keyOf(onSendTest, 1)).toBe(keyOf(onSendTest, 0));
    await screen.findByRole('button', { name: 'Send test' });
    await user.type(screen.getByRole('textbox', { name: 'Message' }), '!');
    await user.click(send());
    expect(onSendTest).toHaveBeenCalledTimes(3);
    expect(keyOf(onSendTest, 2)).not.toBe(keyOf(onSendTest, 0));
  });

  it('says after 8 s without an answer that it is slow, can be left, and keeps its key for the next press', async () => {
    jest.useFakeTimers();
    try {
      const answers: ((result: SubmitResult) => void)[] = [];
      const { onSendTest, container } = setUp(() => new Promise((resolve) => answers.push(resolve)));
      fireEvent.click(send());
      act(() => jest.advanceTimersByTime(7_900));
      expect(screen.queryByRole('button', { name: 'Stop waiting' })).toBeNull();
      act(() => jest.advanceTimersByTime(200));
      expect(screen.getByText('There is no answer about the test yet')).toBeTruthy();
      jest.useRealTimers();
      await expectAccessible(container);

      fireEvent.click(screen.getByRole('button', { name: 'Stop waiting' }));
      expect((await screen.findByRole('alert')).textContent).toContain('The outcome of the test is unknown');
      expect(document.activeElement).toBe(send());
      fireEvent.click(send());
      expect(onSendTest).toHaveBeenCalledTimes(2);
      expect(keyOf(onSendTest, 1)).toBe(keyOf(onSendTest, 0));
      // Both presses carry one key, so that the answer to either of them states the outcome of the test.
      await act(async () => answers[0]?.({ state: 'accepted', orderIds: ['7'] }));
      expect(screen.getByText('The test is on its way to +90 541 111 22 33')).toBeTruthy();
      await act(async () => answers[1]?.({ state: 'unknown' }));
      expect(screen.getByText('The test is on its way to +90 541 111 22 33')).toBeTruthy();
    } finally {
      jest.useRealTimers();
    }
  });

  it('drops a late answer to a test that was left for another one', async () => {
    jest.useFakeTimers();
    try {
      const answers: ((result: SubmitResult) => void)[] = [];
      const { onSendTest } = setUp(() => new Promise((resolve) => answers.push(resolve)));
      fireEvent.click(send());
      act(() => jest.advanceTimersByTime(8_100));
      fireEvent.click(screen.getByRole('button', { name: 'Stop waiting' }));
      fireEvent.click(screen.getByRole('button', { name: 'Next recipient' }));
      fireEvent.click(send());
      expect(keyOf(onSendTest, 1)).not.toBe(keyOf(onSendTest, 0));
      await act(async () => answers[0]?.({ state: 'refused', code: 450 }));
      expect(screen.getByRole('button', { name: 'Sending…' })).toBeTruthy();
      await act(async () => answers[1]?.({ state: 'accepted', orderIds: ['8'] }));
      expect(screen.getByText(/The test is on its way/)).toBeTruthy();
    } finally {
      jest.useRealTimers();
    }
  });

  it('explains a refusal by its code', async () => {
    const { user } = setUp(async () => ({ state: 'refused', code: 450 }));
    await user.click(send());
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The test was not sent');
    expect(alert.textContent).toContain('450');
  });

  it('names what is missing and sends nothing', async () => {
    const { user, onSendTest } = setUp(accepted);
    const number = screen.getByRole('textbox', { name: 'Your mobile number' });
    await user.clear(number);
    await user.click(send());
    expect(screen.getByText('Enter a mobile number that can receive an SMS.')).toBeTruthy();
    await user.type(number, '05411112233');
    await user.click(screen.getByRole('button', { name: 'Next recipient' }));
    await user.click(screen.getByRole('button', { name: 'Next recipient' }));
    await user.click(send());
    expect(screen.getByText(/The recipient shown lacks a value/)).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sender' }), '');
    await user.click(screen.getByRole('button', { name: 'Previous recipient' }));
    await user.click(send());
    expect(screen.getByText('Choose the sender.')).toBeTruthy();
    expect(onSendTest).not.toHaveBeenCalled();
  });

  it('needs no recipients where the text is common to all', async () => {
    const { user, onSendTest } = setUp(accepted, {
      personal: false,
      defaultValue: { text: 'Merhaba', kind: 'transactional', sender: 'MARKA' },
    });
    await user.click(send());
    await waitFor(() => expect(onSendTest).toHaveBeenCalledTimes(1));
    expect(onSendTest.mock.calls[0]?.[0]).toMatchObject({ recipients: ['+905411112233'], text: 'Merhaba' });
  });
});
