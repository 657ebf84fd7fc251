import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ConsentFormRecord, SmsComposerProps } from '../index.js';
import '../test-support/layout.js';
import { setWebCrypto } from '../test-support/browserGlobals.js';
import { BRAND, STATEMENTS } from '../test-support/consentTexts.js';
import { expectAccessible, expectHydrates, renderKit } from '../test-support/renderKit.js';
import { reportRows } from '../test-support/reportRows.js';
import { ComposerInReactHookForm } from './ComposerInReactHookForm.js';
import { OwnComposer } from './OwnComposer.js';
import { OwnConsentForm } from './OwnConsentForm.js';
import { OwnRecipients } from './OwnRecipients.js';
import { OwnReport } from './OwnReport.js';

beforeAll(() => setWebCrypto(true));

const accept: SmsComposerProps['onSubmit'] = async () => ({ state: 'accepted', orderIds: ['77'] });
const text = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const press = (name: RegExp | string) => screen.getByRole('button', { name });

describe('useSmsComposer in own markup', () => {
  it('focuses the first field with a fault, then sends the reviewed message once', async () => {
    const onSubmit = jest.fn(accept);
    const { container } = renderKit(<OwnComposer senders={['MARKA']} balance={10} onSubmit={onSubmit} />);
    const user = userEvent.setup();
    await user.click(press('Review'));
    expect(document.activeElement).toBe(text('Recipients'));
    expect(text('Message').getAttribute('aria-invalid')).toBe('true');
    const fault = text('Message').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(fault)?.textContent).toBe('Write the message.');
    await user.type(text('Recipients'), '0530 123 45 67{Enter}0532 765 43 21');
    await user.type(text('Message'), 'Merhaba');
    expect(screen.getByText('2 credits, 8 left')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Commercial' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Individuals' }));
    await user.click(screen.getByRole('radio', { name: 'Merchants' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(onSubmit).not.toHaveBeenCalled();
    await user.dblClick(press('Send (2)'));
    expect(await screen.findByText('Accepted')).toBeTruthy();
    expect(onSubmit.mock.calls).toEqual([
      [
        {
          recipients: ['+905301234567', '+905327654321'],
          text: 'Merhaba',
          kind: 'commercial',
          audience: 'TACIR',
          sender: 'MARKA',
        },
      ],
    ]);
    expect(press('Review')).toHaveProperty('disabled', true);
    await user.click(press('New message'));
    expect(document.activeElement).toBe(text('Recipients'));
    expect(container.querySelector('[class*="sms-"]:not(.sms-ui)')).toBeNull();
  });
});

describe('useRecipients in own markup', () => {
  it('reads pasted lists and files, counts rows by result and restores a removed list', async () => {
    const onChange = jest.fn();
    const { container } = renderKit(
      <OwnRecipients blocked={new Set(['+905327654321'])} onChange={onChange} />,
    );
    const user = userEvent.setup();
    await user.click(text('Recipients'));
    await user.paste('0530 123 45 67\n0532 765 43 21\n0530 123 45 67\n0212 555 44 33');
    expect(screen.getByText('1 valid, 1 duplicate, 1 invalid, 1 blocked')).toBeTruthy();
    expect(screen.getByText('Row 4: 0212 555 44 33')).toBeTruthy();
    await user.click(press('Remove the list'));
    await user.click(press('Undo'));
    expect(screen.getByText('1 valid, 1 duplicate, 1 invalid, 1 blocked')).toBeTruthy();
    const file = new File(['numara\n05301234567\n'], 'liste.csv', { type: 'text/csv' });
    fireEvent.change(container.querySelector('input[type=file]')!, { target: { files: [file] } });
    expect(await screen.findByText('liste.csv')).toBeTruthy();
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ recipients: ['+905301234567'], reason: 'file' }),
    );
  });
});

describe('useConsentForm in own markup', () => {
  it('ticks no box in advance, focuses what is missing and records the displayed text', async () => {
    const onSubmit = jest.fn(async (_record: ConsentFormRecord) => undefined);
    const { container } = renderKit(
      <OwnConsentForm brand={BRAND} statement={STATEMENTS.en} channels={['MESAJ']} onSubmit={onSubmit} />,
    );
    const user = userEvent.setup();
    const box = screen.getByRole<HTMLInputElement>('checkbox');
    expect(box.checked).toBe(false);
    await user.click(press('I consent'));
    expect(document.activeElement).toBe(box);
    await user.click(box);
    await user.click(press('I consent'));
    expect(document.activeElement).toBe(text('Mobile number'));
    const shown = container.textContent ?? '';
    await user.type(text('Mobile number'), '0530 123 45 67');
    await user.click(press('I consent'));
    expect(await screen.findByText('Recorded: MESAJ')).toBeTruthy();
    const [record] = onSubmit.mock.calls[0] ?? [];
    expect(record).toMatchObject({ decision: 'consent', records: [{ status: 'ONAY', channel: 'MESAJ' }] });
    for (const line of record?.evidence.text.split('\n') ?? ['']) expect(shown).toContain(line);
  });
});

describe('useReportRows in own markup', () => {
  it('filters, searches, sorts and selects', async () => {
    const rows = reportRows(30);
    renderKit(<OwnReport rows={rows} />);
    const user = userEvent.setup();
    await user.click(press('Number'));
    expect(screen.getByRole('columnheader', { name: 'Number' }).getAttribute('aria-sort')).toBe('ascending');
    await user.click(press(/^Delivered/));
    const delivered = rows.filter(({ status }) => status === 'delivered');
    expect(screen.getByText(`${delivered.length} of 30 recipients`)).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Select' }));
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').every(({ checked }) => checked)).toBe(true);
    await user.type(screen.getByRole('searchbox'), delivered[0]?.number.slice(3) ?? '');
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });
});

describe('useSmsComposer inside of react-hook-form', () => {
  it('opens the review once the fields of the form and the draft are valid', async () => {
    const onSubmit = jest.fn(async () => ({ state: 'accepted' as const, orderIds: ['77'] }));
    renderKit(<ComposerInReactHookForm sender="MARKA" onSubmit={onSubmit} />);
    const user = userEvent.setup();
    await user.click(press('Review'));
    expect(await screen.findByText('Name the campaign.')).toBeTruthy();
    await user.type(text('Campaign name'), 'Kasım');
    await user.click(press('Review'));
    await waitFor(() => expect(document.activeElement).toBe(text('Recipients')));
    await user.type(text('Recipients'), '0530 123 45 67');
    await user.type(text('Message'), 'Merhaba');
    await user.click(press('Review'));
    await user.click(await screen.findByRole('button', { name: 'Send (1)' }));
    expect(await screen.findByText('Sent')).toBeTruthy();
    expect(onSubmit.mock.calls).toEqual([
      ['Kasım', { recipients: ['+905301234567'], text: 'Merhaba', kind: 'transactional', sender: 'MARKA' }],
    ]);
  });
});

describe.each([
  ['OwnComposer', <OwnComposer key="1" senders={['MARKA']} balance={10} onSubmit={accept} />],
  ['OwnRecipients', <OwnRecipients key="2" />],
  [
    'OwnConsentForm',
    <OwnConsentForm key="3" brand={BRAND} statement={STATEMENTS.tr} onSubmit={async () => undefined} />,
  ],
  ['OwnReport', <OwnReport key="4" rows={reportRows(3)} />],
  [
    'ComposerInReactHookForm',
    <ComposerInReactHookForm key="5" sender="MARKA" onSubmit={async () => ({ state: 'refused' })} />,
  ],
])('%s', (_name, example) => {
  it('is accessible and hydrates what the server rendered', async () => {
    const { container } = renderKit(example);
    await expectAccessible(container);
    await expectHydrates(example);
  });
});
