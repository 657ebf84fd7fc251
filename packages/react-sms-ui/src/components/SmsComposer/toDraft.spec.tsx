import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { renderKit } from '../../test-support/renderKit.js';
import { SmsComposer, toDraft } from './index.js';
import type { ComposedMessage, SmsComposerProps } from './SmsComposer.types.js';

const PLAIN: ComposedMessage = {
  kind: 'commercial',
  audience: 'TACIR',
  text: 'Yarın açığız',
  recipients: ['+905301234567', '+905327654321'],
  sender: 'MARKA',
};
const PERSONAL: ComposedMessage = {
  kind: 'transactional',
  text: 'Sayın {metin} siparişiniz hazır',
  values: [{ metin: 'Ayşe' }, { metin: 'Can Bey' }],
  recipients: PLAIN.recipients,
  sender: 'MARKA',
};

describe('toDraft', () => {
  it.each([
    ['one text', PLAIN],
    ['personal texts', PERSONAL],
  ])('opens a message with %s, which the composer emits again', async (_, message) => {
    const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => ({
      state: 'accepted',
      orderIds: ['7'],
    }));
    const draft = toDraft(JSON.parse(JSON.stringify(message)));
    renderKit(<SmsComposer personal senders={['MARKA']} defaultValue={draft} onSubmit={onSubmit} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Review and send' }));
    await user.click(screen.getByRole('button', { name: /^Send/ }));
    expect(onSubmit.mock.calls[0]?.[0]).toEqual(message);
  });

  it('keeps a time that is ahead, also from JSON, and drops one that has passed', () => {
    const ahead = new Date(Date.now() + 3_600_000);
    expect(toDraft({ ...PLAIN, sendAt: ahead.toJSON() }).sendAt).toEqual(ahead);
    expect(toDraft({ ...PLAIN, sendAt: ahead }).sendAt).toEqual(ahead);
    expect(toDraft({ ...PLAIN, sendAt: new Date(Date.now() - 1_000) }).sendAt).toBe('now');
  });

  it.each(['soon', '', '2030-01-31T10:00:00', '2030-02-30T10:00:00Z', new Date(Number.NaN)])(
    'asks for the time where %p is none, and does not send now',
    (sendAt) => {
      expect(toDraft({ ...PLAIN, sendAt: sendAt as Date }).sendAt).toBe('undecided');
    },
  );

  it('lists a number that is none with its reason', () => {
    const { list } = toDraft({ ...PLAIN, recipients: ['+905301234567', '12'] }).recipients;
    expect(list).toMatchObject({ valid: 1, rejected: 1, recipients: ['+905301234567'] });
    expect(list.rows[1]).toMatchObject({ status: 'rejected', raw: '12' });
  });
});
