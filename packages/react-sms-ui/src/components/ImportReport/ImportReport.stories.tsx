import type { Meta, StoryObj } from '@storybook/react-vite';
import { ImportReport } from './ImportReport.js';

const meta = {
  title: 'Consent/ImportReport',
  component: ImportReport,
  parameters: { width: 720 },
  args: {
    import: {
      state: 'done',
      accepted: 9_412,
      rejected: [
        { row: 14, column: 'Alıcı', reason: 'Eksik hane: 0530 123 45' },
        {
          row: 221,
          column: 'Onay tarihi',
          reason: 'Onay 3 günden eski; sağlayıcı bu kaydı almaz (31.10.2026)',
        },
        { row: 5_003, reason: 'Sütun sayısı başlıktakinden az' },
      ],
    },
  },
} satisfies Meta<typeof ImportReport>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const AllTakenIn: Story = { args: { import: { state: 'done', accepted: 1, rejected: [] } } };
export const NothingTakenIn: Story = {
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
  args: { import: { state: 'running', fileName: 'izinler.csv', rows: 12_000 }, onCancel: () => undefined },
};
export const Failed: Story = {
  args: { import: { state: 'failed', error: { message: 'Dosya UTF-8 değil.', onRetry: () => undefined } } },
};
