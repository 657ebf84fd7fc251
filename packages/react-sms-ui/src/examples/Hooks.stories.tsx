import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import type { ConsentFormRecord, SubmitResult } from '../index.js';
import { BRAND, STATEMENTS } from '../test-support/consentTexts.js';
import { reportRows } from '../test-support/reportRows.js';
import { ComposerInReactHookForm } from './ComposerInReactHookForm.js';
import { OwnComposer } from './OwnComposer.js';
import { OwnConsentForm } from './OwnConsentForm.js';
import { OwnRecipients } from './OwnRecipients.js';
import { OwnReport } from './OwnReport.js';
import './examples.css';

const meta = { title: 'Hooks/Examples' } satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

const accept = fn(async (): Promise<SubmitResult> => ({ state: 'accepted', orderIds: ['20831145'] }));
const record = fn(async (_record: ConsentFormRecord) => undefined);
const save = fn(async (): Promise<SubmitResult> => ({ state: 'accepted', orderIds: ['20831145'] }));

/** `useSmsComposer` with own markup: fills the message in, reviews it and sends it. */
export const OwnComposerMarkup: Story = {
  render: () => <OwnComposer senders={['MARKA']} balance={500} onSubmit={accept} />,
  play: async ({ canvasElement }) => {
    accept.mockClear();
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: /^(Gözden geçir|Review)$/ }));
    await expect(document.activeElement).toBe(canvas.getByRole('textbox', { name: /Alıcılar|Recipients/ }));
    await userEvent.type(
      canvas.getByRole('textbox', { name: /Alıcılar|Recipients/ }),
      '0530 123 45 67{Enter}0532 765 43 21',
    );
    await userEvent.type(canvas.getByRole('textbox', { name: /Mesaj metni|Message/ }), 'Merhaba');
    await userEvent.click(canvas.getByRole('radio', { name: /Bilgilendirme|Transactional/ }));
    await userEvent.click(canvas.getByRole('button', { name: /^(Gözden geçir|Review)$/ }));
    await userEvent.click(canvas.getByRole('button', { name: /^(Gönder|Send) \(2\)$/ }));
    await expect(await canvas.findByText(/Kabul edildi|Accepted/)).toBeVisible();
    await expect(accept).toHaveBeenCalledTimes(1);
  },
};

/** `useRecipients` with own markup: reads a pasted list. */
export const OwnRecipientsMarkup: Story = {
  render: () => <OwnRecipients blocked={new Set(['+905327654321'])} />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('textbox', { name: /Alıcılar|Recipients/ }));
    await userEvent.paste('0530 123 45 67\n0532 765 43 21\n0530 123 45 67\n0212 555 44 33');
    await expect(
      await canvas.findByText(/1 (geçerli|valid), 1 (yinelenen|duplicate), 1 (geçersiz|invalid), 1/),
    ).toBeVisible();
  },
};

/** `useConsentForm` with own markup: focuses what is missing, then records the decision. */
export const OwnConsentFormMarkup: Story = {
  render: () => (
    <OwnConsentForm brand={BRAND} statement={STATEMENTS.tr} channels={['MESAJ']} onSubmit={record} />
  ),
  play: async ({ canvasElement }) => {
    record.mockClear();
    const canvas = within(canvasElement);
    const consent = await canvas.findByRole('button', { name: /^(Onay veriyorum|I consent)$/ });
    await userEvent.click(consent);
    await expect(document.activeElement).toBe(canvas.getByRole('checkbox'));
    await userEvent.click(canvas.getByRole('checkbox'));
    await userEvent.type(
      canvas.getByRole('textbox', { name: /Cep telefonu|Mobile number/ }),
      '0530 123 45 67',
    );
    await userEvent.click(consent);
    await expect(await canvas.findByText(/MESAJ/)).toBeVisible();
    await expect(record.mock.calls[0]?.[0]).toMatchObject({
      decision: 'consent',
      contacts: [{ channel: 'MESAJ', recipient: '+905301234567' }],
    });
  },
};

/** `useReportRows` with a plain table: filters, sorts and selects. */
export const OwnReportMarkup: Story = {
  render: () => <OwnReport rows={ROWS} />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const sort = await canvas.findByRole('button', { name: /^(Numara|Number)$/ });
    await userEvent.click(sort);
    await expect(sort.closest('th')?.getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(canvas.getByRole('button', { name: /^(İletilemedi|Undelivered)/ }));
    const count = ROWS.filter(({ status }) => status === 'undelivered').length;
    await expect(canvas.getAllByRole('row')).toHaveLength(1 + Math.min(20, count));
  },
};

const ROWS = reportRows(40);

/** `useSmsComposer` inside of a form of react-hook-form, which holds the draft and a field of its own. */
export const InReactHookForm: Story = {
  render: () => <ComposerInReactHookForm sender="MARKA" onSubmit={save} />,
  play: async ({ canvasElement }) => {
    save.mockClear();
    const canvas = within(canvasElement);
    const campaign = await canvas.findByRole('textbox', { name: /Kampanya adı|Campaign name/ });
    await userEvent.click(canvas.getByRole('button', { name: /^(Gözden geçir|Review)$/ }));
    await waitFor(() => expect(document.activeElement).toBe(campaign));
    await userEvent.type(campaign, 'Kasım');
    await userEvent.type(canvas.getByRole('textbox', { name: /Alıcılar|Recipients/ }), '0530 123 45 67');
    await userEvent.type(canvas.getByRole('textbox', { name: /Mesaj metni|Message/ }), 'Merhaba');
    await userEvent.click(canvas.getByRole('button', { name: /^(Gözden geçir|Review)$/ }));
    await userEvent.click(await canvas.findByRole('button', { name: /^(Gönder|Send) \(1\)$/ }));
    await expect(await canvas.findByText(/Gönderildi|Sent/)).toBeVisible();
    await expect(save).toHaveBeenCalledWith(
      'Kasım',
      expect.objectContaining({ recipients: ['+905301234567'], text: 'Merhaba' }),
    );
  },
};
