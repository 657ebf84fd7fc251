import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer } from './index.js';
import type { SmsComposerProps, SmsDraft } from './SmsComposer.types.js';

const LIST = [
  'Ad;Telefon;Puan',
  'AYŞE;0530 123 45 67;5',
  ';0532 765 43 21;70',
  'Can;0533 765 43 21;700',
  'Ali;0530 123 45 67;9',
].join('\n');

const draft = (text: string, list = LIST): Partial<SmsDraft> => ({
  recipients: recipientsFromText(list, { abroad: false, cells: true }),
  text,
  kind: 'transactional',
  sender: 'MARKA',
});

function setUp(text: string, props: Partial<SmsComposerProps> = {}) {
  const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => ({
    state: 'accepted',
    orderIds: ['7'],
  }));
  const onChange = jest.fn<NonNullable<SmsComposerProps['onChange']>>();
  const view = renderKit(
    <SmsComposer
      personal
      senders={['MARKA', 'DIGER']}
      balance={100}
      onSubmit={onSubmit}
      onChange={onChange}
      defaultValue={draft(text)}
      {...props}
    />,
  );
  return { ...view, onSubmit, onChange, user: userEvent.setup() };
}

const valueOf = (name: string, number: string) =>
  screen.getAllByRole<HTMLInputElement>('textbox', { name: `{${name}} of ${number}` });
const review = () => screen.getByRole('button', { name: 'Review and send' });

describe('SmsComposer with personal texts', () => {
  it('maps columns by their names, and sends the template with the values of each recipient', async () => {
    const { user, onSubmit } = setUp('Merhaba {ad|müşterimiz}, {PUAN} puanınız var');
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Column of {PUAN}' }).value).toBe('2');
    await user.click(review());
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('Merhaba AYŞE, 5 puanınız var')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Send to 3 recipients' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0]).toEqual({
      recipients: ['+905301234567', '+905327654321', '+905337654321'],
      text: 'Merhaba {ad|müşterimiz}, {PUAN} puanınız var',
      values: [
        { ad: 'AYŞE', PUAN: '5' },
        { ad: '', PUAN: '70' },
        { ad: 'Can', PUAN: '700' },
      ],
      kind: 'transactional',
      sender: 'MARKA',
    });
  });

  it('lists recipients without a value, and sends once it is filled in', async () => {
    const { user, onSubmit } = setUp("{Ad:'e} özel");
    expect(screen.getByText('1 recipient lacks a value')).toBeTruthy();
    await user.click(review());
    expect(screen.getAllByText(/Some recipients lack a value.*\{Ad\|customer\}/)).toHaveLength(2);
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.type(valueOf('Ad', '+90 532 765 43 21')[0]!, 'Ömer');
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 3 recipients' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0].values?.[1]).toEqual({ Ad: 'Ömer' });
  });

  it('shows the text of one recipient after the other, and finds one', async () => {
    const { user } = setUp("{Ad:'e|Müşterimize} {puan} puan");
    expect(screen.getByText('Recipient 1 of 3')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Next recipient' }));
    expect(screen.getByText('Recipient 2 of 3')).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Search a number or a value' }), 'can{Enter}');
    expect(screen.getByText('Recipient 3 of 3')).toBeTruthy();
    await waitFor(() => expect(document.body.textContent).toContain("Can'a 700 puan"));
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), '0532 765{Enter}');
    expect(screen.getByText('Recipient 2 of 3')).toBeTruthy();
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'yok{Enter}');
    expect(screen.getByText('No recipient matches.')).toBeTruthy();
  });

  it('changes the column and the letter case of a value', async () => {
    const { user, onChange } = setUp('Merhaba {isim|müşterimiz}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Column of {isim}' }), '0');
    await user.click(screen.getByRole('checkbox', { name: /Write as a name/ }));
    await waitFor(() => expect(document.body.textContent).toContain('Merhaba Ayşe'));
    expect(onChange.mock.lastCall?.[0]).toMatchObject({
      reason: 'values',
      value: { values: { columns: { isim: 0 }, names: ['isim'] } },
    });
  });

  it('counts the cost of all texts, and names what costs one SMS more', async () => {
    const { user } = setUp(`{ad|Müşterimiz} ${'a'.repeat(140)}`);
    expect(screen.getByText('4 credits')).toBeTruthy();
    await user.click(screen.getByText('2 recipients: 1 SMS · 1 recipient: 2 SMS'));
    expect(screen.getByText('2 SMS')).toBeTruthy();
    fireEvent.change(valueOf('ad', '+90 530 123 45 67')[0]!, { target: { value: 'a'.repeat(20) } });
    expect(screen.getByText('5 credits')).toBeTruthy();
    expect(screen.getByText('2 SMS · {ad} is long')).toBeTruthy();
  });

  it('counts a long list in steps, and reviews the complete count', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `Ad${index};05${300_000_000 + index * 7}`);
    const { user } = setUp('', { defaultValue: draft('Merhaba {ad}', ['Ad;Telefon', ...rows].join('\n')) });
    expect(screen.getByText('Counting all texts…')).toBeTruthy();
    await user.click(review());
    expect(screen.getByRole('dialog').textContent).toContain('5,000');
    expect(await screen.findAllByText(/5,000 credits/)).not.toHaveLength(0);
  });

  it('refuses placeholders that it cannot read', async () => {
    const { user } = setUp('Merhaba {{ad}} {puan');
    expect(screen.getByText(/\{\{ad\}\}, \{puan cannot be read as a placeholder/)).toBeTruthy();
    await user.click(review());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('counts the opt-out link and leaves it to the server', async () => {
    const { user, onSubmit } = setUp('Ret: {ret}', { optOutLink: 'https://iim.to/abcdefgh' });
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 3 recipients' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0].values).toBeUndefined();
  });

  it('inserts a placeholder per column', async () => {
    const { user } = setUp('');
    await user.click(screen.getByRole('button', { name: 'Puan' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('{Puan}');
    expect(screen.queryByRole('button', { name: 'Telefon' })).toBeNull();
  });

  it('lets a person type the values of recipients without columns', async () => {
    const { user, onSubmit } = setUp('', { defaultValue: draft('Merhaba {ad}', '0530 123 45 67') });
    await user.type(valueOf('ad', '+90 530 123 45 67')[0]!, 'Ayşe');
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 1 recipient' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0].values).toEqual([{ ad: 'Ayşe' }]);
  });

  it('says which duplicate rows have other values', async () => {
    const { user } = setUp('Merhaba');
    await user.click(screen.getByRole('button', { name: 'Change' }));
    await user.click(screen.getByRole('button', { name: /Duplicate/ }));
    expect(screen.getByText(/already in row 2, with other values/)).toBeTruthy();
  });
});

describe('the cost of personal texts', () => {
  it('states the SMS of the shortest and the longest text', async () => {
    setUp('Merhaba {ad|x}', {
      defaultValue: draft(
        'Merhaba {ad|x}',
        ['Ad;Telefon', `${'a'.repeat(180)};0530 123 45 67`, 'Can;0532 765 43 21'].join('\n'),
      ),
    });
    expect(await screen.findByText('2 recipients × 1–2 SMS')).toBeTruthy();
  });
});
