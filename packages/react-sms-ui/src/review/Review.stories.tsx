import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import {
  BalanceCard,
  OrdersTable,
  PhonePreview,
  RecipientsField,
  recipientsFromText,
  ReportTable,
  SegmentCounter,
  SmsUiProvider,
  type Locale,
} from '../index.js';
import { reportRows } from '../test-support/reportRows.js';
import { MIXED_LIST } from '../test-support/sampleLists.js';

const NOW = Date.UTC(2026, 10, 21, 11, 5);
const LOCALES: readonly Locale[] = ['tr', 'en'];
const THEMES = ['light', 'dark'] as const;

/** The same component in both languages and both themes, for reviews. */
function Grid({ children }: { children: ReactNode }) {
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(480px, 100%), 1fr))',
        gap: 12,
      }}
    >
      {THEMES.flatMap((theme) =>
        LOCALES.map((locale) => (
          <SmsUiProvider
            key={`${theme}-${locale}`}
            locale={locale}
            theme={theme}
            now={NOW}
            profile={{ characterMode: 'unicode' }}
            style={{
              padding: 16,
              background: 'var(--sms-color-surface)',
              borderRadius: 10,
              minInlineSize: 0,
            }}
          >
            {children}
          </SmsUiProvider>
        )),
      )}
    </div>
  );
}

const meta = {
  title: 'Review/Languages and themes',
  parameters: { width: 1600 },
  tags: ['!autodocs', 'visual'],
} satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

const TEXT =
  'Müşterimiz Ayşe Hanım’a: ayırttığınız kitap mağazamıza geldi, hafta sonuna kadar sizi bekliyor.';

export const Counter: Story = {
  render: () => (
    <Grid>
      <SegmentCounter text={TEXT} recipientCount={1_200} onReplace={() => undefined} />
    </Grid>
  ),
};

export const Recipients: Story = {
  render: () => (
    <Grid>
      <RecipientsField
        defaultValue={{ ...recipientsFromText(MIXED_LIST), text: '', fileName: 'müşteriler.csv' }}
      />
    </Grid>
  ),
};

export const Report: Story = {
  render: () => (
    <Grid>
      <ReportTable rows={reportRows(400)} height={280} />
    </Grid>
  ),
};

export const Phone: Story = {
  render: () => (
    <Grid>
      <PhonePreview sender="MARKA" text={TEXT} />
    </Grid>
  ),
};

export const Account: Story = {
  render: () => (
    <Grid>
      <BalanceCard credits={412} amount={70.04} asOf={NOW} lowBelow={1_000} />
      <div style={{ blockSize: 16 }} />
      <OrdersTable
        orders={[
          {
            orderId: '20830991',
            sender: 'MARKA',
            state: 'sending',
            time: NOW,
            counts: { delivered: 18_204, waiting: 31_102, undelivered: 690, unknown: 4 },
          },
        ]}
      />
    </Grid>
  ),
};
