import type { Meta, StoryObj } from '@storybook/react-vite';
import { useSmsUi } from '../../provider/context.js';
import { ImportReport, type ImportReportProps, type RejectedRow } from './ImportReport.js';

const REJECTED: Record<'tr' | 'en', readonly RejectedRow[]> = {
  tr: [
    { row: 14, column: 'Alıcı', reason: 'Eksik hane: 0530 123 45' },
    {
      row: 221,
      column: 'Onay tarihi',
      reason: 'Onay 3 günden eski; sağlayıcı bu kaydı almaz (31.10.2026)',
    },
    { row: 5_003, reason: 'Sütun sayısı başlıktakinden az' },
  ],
  en: [
    { row: 14, column: 'Recipient', reason: 'Too few digits: 0530 123 45' },
    {
      row: 221,
      column: 'Consent date',
      reason: 'The consent is older than 3 days; the provider does not take it (31 Oct 2026)',
    },
    { row: 5_003, reason: 'Fewer columns than the header has' },
  ],
};

/** The host gives reasons in the reader's language. */
function InBothLanguages(args: ImportReportProps) {
  const { locale } = useSmsUi();
  return <ImportReport {...args} import={{ state: 'done', accepted: 9_412, rejected: REJECTED[locale] }} />;
}

const meta = {
  title: 'Consent/ImportReport',
  component: ImportReport,
  parameters: { width: 720 },
  args: {
    import: {
      state: 'done',
      accepted: 9_412,
      rejected: REJECTED.tr,
    },
  },
} satisfies Meta<typeof ImportReport>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'], render: (args) => <InBothLanguages {...args} /> };
export const AllImported: Story = { args: { import: { state: 'done', accepted: 1, rejected: [] } } };
export const NothingImported: Story = {
  args: {
    import: {
      state: 'done',
      accepted: 0,
      rejected: Array.from({ length: 250 }, (_, index) => ({
        row: index + 2,
        reason: '=1+1 <b>boş satır</b>',
      })),
    },
  },
};
export const Running: Story = {
  tags: ['visual'],
  args: { import: { state: 'running', fileName: 'izinler.csv', rows: 12_000 }, onCancel: () => undefined },
};
export const Failed: Story = {
  tags: ['visual'],
  args: {
    import: {
      state: 'failed',
      error: {
        message: 'Dosya UTF-8 değil. “CSV UTF-8” olarak kaydedip yeniden yükleyin.',
        onRetry: () => undefined,
      },
    },
  },
};
