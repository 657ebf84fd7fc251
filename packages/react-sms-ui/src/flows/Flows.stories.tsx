import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import {
  ConsentForm,
  PhoneVerification,
  ReportTable,
  SmsComposer,
  useSmsUi,
  type SmsComposerProps,
} from '../index.js';
import { BRAND, STATEMENTS } from '../test-support/consentTexts.js';
import { deliverSome, reportRows } from '../test-support/reportRows.js';

const meta = {
  title: 'Flows',
  tags: ['!autodocs', 'visual'],
} satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

/** A person follows the steps in the canvas. A test does not wait. */
const pause = (): Promise<void> =>
  navigator.webdriver ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, 800));

const press = async (root: HTMLElement, name: RegExp): Promise<void> => {
  await pause();
  await userEvent.click(await within(root).findByRole('button', { name }));
};

const LIST = new File(
  ['Ad;Telefon\nAyşe;0530 123 45 67\nMehmet;0532 765 43 21\nIşık;0535 111 22 33\n'],
  'müşteriler.csv',
  {
    type: 'text/csv',
  },
);
const submit = fn<SmsComposerProps['onSubmit']>(async () => ({ state: 'accepted', orderIds: ['20831145'] }));

/** A list from a file, a text, the review, and the order. */
export const Compose: Story = {
  render: () => <SmsComposer senders={['MARKA']} balance={48_200} onSubmit={submit} />,
  play: async ({ canvasElement, step }) => {
    submit.mockClear();
    const canvas = within(canvasElement);
    await step('Choose a file with people', async () => {
      const input = canvasElement.querySelector<HTMLInputElement>('input[type=file]');
      if (!input) throw new Error('The composer takes a file.');
      await userEvent.upload(input, LIST);
      await expect(await canvas.findByText('müşteriler.csv')).toBeVisible();
    });
    await step('Choose the kind of the message', async () => {
      await pause();
      const [transactional] = canvas.getAllByRole('radio');
      if (transactional) await userEvent.click(transactional);
    });
    await step('Write the text', async () => {
      await pause();
      const text = canvasElement.querySelector<HTMLElement>('[data-slot="sms-composer-message"] textarea');
      if (text) await userEvent.type(text, 'Siparişiniz kargoya verildi.');
    });
    await step('Review', async () => {
      await press(canvasElement, /Gözden geçir|Review and send|Révïéw/);
      await expect(await canvas.findByRole('dialog')).toBeVisible();
      await expect(submit).not.toHaveBeenCalled();
    });
    await step('Send', async () => {
      await press(canvasElement, /3 alıcıya gönder|Send to 3|Sénd tö 3/);
      await expect(await canvas.findByText(/20831145/)).toBeVisible();
      await expect(submit).toHaveBeenCalledTimes(1);
    });
  },
};

const NOW = Date.UTC(2026, 10, 21, 11, 4);

function LiveReport() {
  const [rows, setRows] = useState(() => reportRows(500));
  const { t } = useSmsUi();
  return (
    <div style={{ display: 'grid', gap: 24 }}>
      <ReportTable rows={rows} />
      <button
        type="button"
        className="sms-button"
        style={{ justifySelf: 'start' }}
        data-testid="deliver"
        onClick={() => setRows((before) => deliverSome(before, 20, NOW))}
      >
        {t('status.delivered')} + 20
      </button>
    </div>
  );
}

/** Deliveries arrive while the report is open; a search finds one person. */
export const Report: Story = {
  render: () => <LiveReport />,
  play: async ({ canvasElement, step }) => {
    const canvas = within(canvasElement);
    await step('Deliveries arrive', async () => {
      await pause();
      const delivered = () => canvasElement.querySelector('[data-slot="report-table"]')?.textContent;
      const before = delivered();
      await userEvent.click(canvas.getByTestId('deliver'));
      await waitFor(() => expect(delivered()).not.toBe(before));
    });
    await step('Search for a number', async () => {
      await pause();
      await userEvent.type(canvas.getByRole('searchbox'), '530000');
    });
  },
};

function Asking() {
  const { locale } = useSmsUi();
  return (
    <ConsentForm
      brand={BRAND}
      statement={STATEMENTS[locale]}
      privacyNotice={{ href: '#kvkk' }}
      contact={{ phone: '0530 123 45 67', email: 'ayse@ornek.com' }}
      onSubmit={() => Promise.resolve()}
    />
  );
}

/** A person ticks the means of contact, accepts, and receives a receipt. */
export const Consent: Story = {
  parameters: { width: 720 },
  render: () => <Asking />,
  play: async ({ canvasElement, step }) => {
    await step('Tick messages', async () => {
      await pause();
      const box = canvasElement.querySelector<HTMLElement>('[data-channel="MESAJ"] input');
      if (box) await userEvent.click(box);
    });
    await step('Accept', async () => {
      await pause();
      const button = canvasElement.querySelector<HTMLElement>('[data-slot="consent-form-actions"] button');
      if (button) await userEvent.click(button);
      await waitFor(() =>
        expect(canvasElement.querySelector('[data-slot="consent-form-receipt"]')).toBeVisible(),
      );
    });
  },
};

const sent = () => ({
  status: 'sent' as const,
  id: 'verification',
  channel: 'sms' as const,
  codeLength: 6,
  attemptsLeft: 5,
  now: Date.now(),
  expiresAt: Date.now() + 300_000,
  resendAt: Date.now() + 60_000,
});

/** A phone, a wrong code, and the right one. */
export const VerifyAPhone: Story = {
  name: 'Verify a phone',
  parameters: { width: 400 },
  render: () => (
    <PhoneVerification
      onStart={async () => sent()}
      onCheck={async ({ code }) =>
        code === '123456' ? { status: 'verified' } : { status: 'wrong', attemptsLeft: 4 }
      }
      onResend={async () => sent()}
      onCancel={async () => undefined}
    />
  ),
  play: async ({ canvasElement, step }) => {
    const canvas = within(canvasElement);
    await step('Enter the phone', async () => {
      await userEvent.type(canvas.getByRole('textbox'), '5301234567');
      await pause();
      const [send] = canvas.getAllByRole('button');
      if (send) await userEvent.click(send);
      await waitFor(() => expect(canvasElement.querySelector('[data-step=code]')).toBeVisible());
    });
    await step('Enter a wrong code', async () => {
      await pause();
      await userEvent.type(canvas.getByRole('textbox'), '000000');
      await waitFor(() => expect(canvas.getByRole('textbox')).toBeInvalid());
    });
    await step('Enter the right code', async () => {
      await pause();
      await userEvent.clear(canvas.getByRole('textbox'));
      await userEvent.type(canvas.getByRole('textbox'), '123456');
      await waitFor(() => expect(canvas.queryByRole('textbox')).toBeNull());
    });
  },
};
