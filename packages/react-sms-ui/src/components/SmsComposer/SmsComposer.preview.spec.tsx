import { describe, expect, it, jest } from '@jest/globals';
import { act, renderHook, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { expectAccessible, NOW, renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer, useSmsComposer } from './index.js';
import type { MessagePreview, SmsComposerProps, SmsDraft } from './SmsComposer.types.js';

const PREVIEW: MessagePreview = {
  digest: 'd1',
  recipients: 900,
  withheld: { refused: 60, 'too-often': 30, blacklisted: 5, 'new-reason': 5 },
  credits: { min: 900, max: 900 },
  startsAt: '2026-11-22T06:00:00.000Z',
  endsAt: '2026-11-22T06:20:00.000Z',
  waitsFor: 'outside-hours',
};

function setUp(onPreview: NonNullable<SmsComposerProps['onPreview']>) {
  const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => ({
    state: 'accepted',
    orderIds: [],
  }));
  const numbers = Array.from({ length: 1000 }, (_, index) => `0530 000 ${String(index).padStart(4, '0')}`);
  const view = renderKit(
    <SmsComposer
      senders={['MARKA']}
      onSubmit={onSubmit}
      onPreview={onPreview}
      defaultValue={{
        recipients: recipientsFromText(numbers.join('\n')),
        text: 'Merhaba',
        kind: 'transactional',
        sender: 'MARKA',
      }}
    />,
  );
  return { ...view, onSubmit, user: userEvent.setup() };
}

const review = () => screen.getByRole('button', { name: 'Review and send' });
const dialog = () => within(screen.getByRole('dialog'));

describe('SmsComposer with a preview of the host', () => {
  it('states who gets the message and why others do not, and submits what was confirmed', async () => {
    const { user, onSubmit, container } = setUp(async () => PREVIEW);
    await user.click(review());
    const send = await dialog().findByRole('button', { name: 'Send to 900 recipients' });
    expect(dialog().getByText('900 recipients will get it for 900 credits.')).toBeTruthy();
    const reasons = dialog()
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(reasons).toEqual([
      'Refused messages: 60',
      'Reached the limit of messages per person: 30',
      'On the blacklist: 5',
      'For another reason: 5',
    ]);
    expect(dialog().getByText(/The last message is handed over by about .*09:20/)).toBeTruthy();
    expect(dialog().getByText(/Outside of the sending hours. It will be sent on .*09:00/)).toBeTruthy();
    await expectAccessible(container);
    await user.click(send);
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[1]).toBe(PREVIEW);
  });

  it('cannot be sent before the preview is known, nor when no one gets it', async () => {
    let answer: (preview: MessagePreview) => void = () => undefined;
    const { user, onSubmit } = setUp(() => new Promise((resolve) => (answer = resolve)));
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: 'Checking who gets it…' }));
    answer({ recipients: 0, withheld: { 'no-record': 1000 }, credits: { min: 0, max: 0 } });
    const send = await dialog().findByRole('button', { name: 'No one would get it' });
    await user.click(send);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('counts recipients whose consent is still checked as possible ones', async () => {
    const { user } = setUp(async () => ({ recipients: 5, unchecked: 3, credits: { min: 5, max: 8 } }));
    await user.click(review());
    expect(await dialog().findByRole('button', { name: 'Send to up to 8 recipients' })).toBeTruthy();
    expect(dialog().getByText(/5 recipients will get it for 5–8 credits. 3 more are still/)).toBeTruthy();
  });

  it('offers another try after a failure, and cannot be sent without a preview', async () => {
    const onPreview = jest
      .fn<NonNullable<SmsComposerProps['onPreview']>>()
      .mockRejectedValueOnce(new Error('cut'))
      .mockResolvedValueOnce(JSON.parse('{"statusCode":500}'))
      .mockResolvedValueOnce(PREVIEW);
    const { user, onSubmit } = setUp(onPreview);
    await user.click(review());
    await dialog().findByRole('button', { name: 'Try again' });
    const send = dialog().getByRole('button', { name: 'Send to up to 1,000 recipients' });
    expect(send.getAttribute('aria-disabled')).toBe('true');
    await user.click(send);
    expect(onSubmit).not.toHaveBeenCalled();
    await user.click(dialog().getByRole('button', { name: 'Try again' }));
    await user.click(await dialog().findByRole('button', { name: 'Try again' }));
    await user.click(await dialog().findByRole('button', { name: 'Send to 900 recipients' }));
    expect(onPreview).toHaveBeenCalledTimes(3);
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[1]).toBe(PREVIEW);
  });
});

describe('useSmsComposer with a preview of the host', () => {
  const COMPLETE: Partial<SmsDraft> = {
    recipients: recipientsFromText('0530 123 45 67'),
    text: 'Merhaba',
    kind: 'transactional',
    sender: 'MARKA',
  };

  function setUpHook(onPreview: NonNullable<SmsComposerProps['onPreview']>) {
    const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => ({ state: 'accepted', orderIds: [] }));
    const { result } = renderHook(
      () => useSmsComposer({ senders: ['MARKA'], defaultValue: COMPLETE, onSubmit, onPreview }),
      {
        wrapper: ({ children }) => (
          <SmsUiProvider locale="en" now={NOW} profile={{ characterMode: 'unicode' }}>
            {children}
          </SmsUiProvider>
        ),
      },
    );
    return { result, onSubmit };
  }

  // guarantee: G-155
  it('sends nothing until the preview of the reviewed message is known, and then with this preview', async () => {
    const answers: ((preview: MessagePreview) => void)[] = [];
    const { result, onSubmit } = setUpHook(() => new Promise((resolve) => answers.push(resolve)));
    act(() => result.current.review());
    act(() => result.current.send());
    expect(result.current).toMatchObject({ canSend: false, submission: { state: 'reviewing' } });
    // Another message is reviewed. The answer to the first one comes late and belongs to no review.
    act(() => result.current.backToWriting());
    act(() => result.current.set('text', 'Merhaba!'));
    act(() => result.current.review());
    await act(async () => answers[0]?.({ ...PREVIEW, digest: 'of the first' }));
    act(() => result.current.send());
    expect(onSubmit).not.toHaveBeenCalled();
    await act(async () => answers[1]?.(PREVIEW));
    expect(result.current.canSend).toBe(true);
    await act(async () => result.current.send());
    expect(onSubmit.mock.calls).toEqual([[expect.objectContaining({ text: 'Merhaba!' }), PREVIEW]]);
  });

  it.each([
    ['the preview failed', () => Promise.reject(new Error('cut'))],
    ['no one gets the message', async () => ({ recipients: 0, credits: { min: 0, max: 0 } })],
  ] satisfies [string, NonNullable<SmsComposerProps['onPreview']>][])(
    'sends nothing when %s',
    async (_, onPreview) => {
      const { result, onSubmit } = setUpHook(onPreview);
      await act(async () => result.current.review());
      await act(async () => result.current.send());
      expect(result.current).toMatchObject({ canSend: false, submission: { state: 'reviewing' } });
      expect(onSubmit).not.toHaveBeenCalled();
    },
  );
});
