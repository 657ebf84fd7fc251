import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type ComponentProps } from 'react';
import { expect, waitFor } from 'storybook/test';
import { useSmsUi } from '../../provider/context.js';
import { deliverSome, reportRows, withCredits } from '../../test-support/reportRows.js';
import { ReportTable } from './ReportTable.js';

const meta = {
  title: 'Report/ReportTable',
  component: ReportTable,
  parameters: { width: 880 },
} satisfies Meta<typeof ReportTable>;

export default meta;
type Story = StoryObj<typeof meta>;

export const FewRecipients: Story = { tags: ['visual'], args: { rows: reportRows(12) } };

export const FiftyThousand: Story = { tags: ['visual'], args: { rows: reportRows(50_000) } };

export const Selectable: Story = {
  args: { rows: reportRows(200), selectable: true, defaultSelection: new Set(['+905300000000']) },
};

const BLOCK = { tr: 'Engelle', en: 'Block' };

function WithButtons(args: ComponentProps<typeof ReportTable>) {
  const { locale } = useSmsUi();
  return (
    <ReportTable
      {...args}
      renderActions={({ clearSelection }) => (
        <button type="button" className="sms-button" onClick={clearSelection}>
          {BLOCK[locale]}
        </button>
      )}
    />
  );
}

export const WithActions: Story = {
  tags: ['visual'],
  args: {
    rows: reportRows(200),
    selectable: true,
    defaultSelection: new Set(['+905300000000', '+905300000007']),
  },
  render: WithButtons,
};

/** Undelivered rows come first. */
const EVERY_COLUMN = {
  rows: withCredits(reportRows(400)),
  columnChoice: true,
  defaultColumns: ['reason', 'updatedAt', 'credits'],
  defaultView: { sort: { column: 'status', direction: 'descending' } },
} satisfies Story['args'];

export const EveryColumn: Story = { tags: ['visual'], args: EVERY_COLUMN };

export const ReasonExplained: Story = {
  tags: ['visual'],
  args: EVERY_COLUMN,
  play: async ({ canvas, userEvent }) => {
    const [reason] = canvas.getAllByRole('button', { name: /^(The number was|Numara kapsama)|112/ });
    if (reason) await userEvent.click(reason);
  },
};

export const ColumnsChosen: Story = {
  tags: ['visual'],
  args: {
    rows: withCredits(reportRows(12)),
    selectable: true,
    columnChoice: true,
    defaultColumns: ['credits'],
  },
  play: async ({ canvas, userEvent }) => {
    const name = /^(Columns|Sütunlar)$/;
    await waitFor(() => expect(canvas.getByRole('button', { name })).toBeEnabled());
    await userEvent.click(canvas.getByRole('button', { name }));
  },
};

export const UndeliveredOnly: Story = {
  args: { rows: reportRows(2_000), defaultView: { filter: { status: 'undelivered', number: '' } } },
};

function Live() {
  const [rows, setRows] = useState(() => reportRows(5_000));
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <div>
        <button
          type="button"
          className="sms-button"
          onClick={() => setRows((before) => deliverSome(before, 50, Date.UTC(2026, 10, 21, 11, 4)))}
        >
          + 50
        </button>
      </div>
      <ReportTable
        rows={rows}
        defaultView={{
          filter: { status: 'delivered', number: '' },
          sort: { column: 'number', direction: 'ascending' },
        }}
      />
    </div>
  );
}

export const LiveUpdates: Story = { args: { rows: [] }, render: () => <Live /> };

function Paged() {
  const all = reportRows(1_000);
  const [page, setPage] = useState(1);
  return (
    <ReportTable
      rows={all.slice((page - 1) * 50, page * 50)}
      pages={{
        page,
        pageSize: 50,
        total: all.length,
        counts: { delivered: 860, waiting: 90, undelivered: 48, unknown: 2 },
        onPageChange: (change) => setPage(change.page),
      }}
    />
  );
}

export const PagesFromTheServer: Story = { args: { rows: [] }, render: () => <Paged /> };

export const Empty: Story = { tags: ['visual'], args: { rows: [] } };

export const Loading: Story = { tags: ['visual'], args: { rows: [], isLoading: true } };

export const StillReading: Story = {
  args: { rows: reportRows(1_000), progress: { read: 1_000, total: 50_000 } },
};

const FAILED = {
  tr: 'Sağlayıcı yanıt vermedi. Gönderiminiz bundan etkilenmez.',
  en: 'The provider did not answer. Your order is not affected.',
};

function Failing(args: ComponentProps<typeof ReportTable>) {
  const { locale } = useSmsUi();
  return <ReportTable {...args} error={{ message: FAILED[locale], code: 503, onRetry: () => undefined }} />;
}

export const FailedToLoad: Story = { tags: ['visual'], args: { rows: [] }, render: Failing };
