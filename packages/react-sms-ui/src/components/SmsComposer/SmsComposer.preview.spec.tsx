import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer } from './index.js';
import type { MessagePreview, SmsComposerProps } from './SmsComposer.types.js';

const PREVIEW: MessagePreview = {
  digest: 'd1',
  recipients: 900,
  withheld: { refused: 60, 'too-often': 30, 'new-reason': 10 },
  credits: { min: 900, max: 900 },
  startsAt: '2026-11-22T06:00:00.000Z',
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
      'For another reason: 10',
    ]);
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

  it('offers another try after a failure, and sends without a preview', async () => {
    const onPreview = jest
      .fn<NonNullable<SmsComposerProps['onPreview']>>()
      .mockRejectedValueOnce(new Error('cut'))
      .mockResolvedValueOnce(JSON.parse('{"statusCode":500}'))
      .mockResolvedValueOnce(PREVIEW);
    const { user } = setUp(onPreview);
    await user.click(review());
    await dialog().findByRole('button', { name: 'Send to up to 1,000 recipients' });
    await user.click(dialog().getByRole('button', { name: 'Try again' }));
    await user.click(await dialog().findByRole('button', { name: 'Try again' }));
    expect(await dialog().findByRole('button', { name: 'Send to 900 recipients' })).toBeTruthy();
    expect(onPreview).toHaveBeenCalledTimes(3);
  });
});
