import type { Meta, StoryObj } from '@storybook/react-vite';
import { useSmsUi } from '../../provider/context.js';
import { OrdersTable } from './OrdersTable.js';
import type { OrderRow, OrdersTableProps } from './OrdersTable.types.js';

const ORDERS: readonly OrderRow[] = [
  {
    orderId: '20831145',
    sender: 'MARKA',
    state: 'scheduled',
    time: Date.UTC(2026, 10, 25, 11),
    counts: { delivered: 0, waiting: 1_200, undelivered: 0, unknown: 0 },
  },
  {
    orderId: '20830991',
    sender: 'MARKA DEST',
    state: 'sending',
    time: Date.UTC(2026, 10, 21, 10, 52),
    counts: { delivered: 18_204, waiting: 31_102, undelivered: 690, unknown: 4 },
  },
  {
    orderId: '20829400',
    sender: 'MARKA',
    state: 'completed',
    time: Date.UTC(2026, 10, 20, 8, 15),
    counts: { delivered: 948, waiting: 0, undelivered: 52, unknown: 0 },
  },
  {
    orderId: '20828118',
    sender: 'MARKA',
    state: 'failed',
    time: Date.UTC(2026, 10, 19, 16, 40),
    counts: { delivered: 0, waiting: 0, undelivered: 3, unknown: 0 },
  },
  {
    orderId: '20827001',
    sender: 'MARKA',
    state: 'unknown',
    time: Date.UTC(2026, 10, 18, 9),
    counts: { delivered: 1, waiting: 0, undelivered: 0, unknown: 1 },
  },
];

const meta = {
  title: 'Report/OrdersTable',
  component: OrdersTable,
  parameters: { width: 960 },
  args: {
    orders: ORDERS,
    onOpen: () => undefined,
    onCancel: () => undefined,
    onEdit: () => undefined,
    onMore: () => undefined,
  },
} satisfies Meta<typeof OrdersTable>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const ReadOnly: Story = {
  args: { onOpen: undefined, onCancel: undefined, onEdit: undefined, onMore: undefined },
};
const TEXTS = {
  tr: [
    'Kış indirimi başladı: tüm ürünlerde %40. Mağazalarımıza bekleriz. B002',
    'Siparişiniz kargoya verildi. Takip no 8271',
    'Randevunuz yarın saat 14:00’te.',
    'Faturanız hazır: 1.240 TL, son ödeme 30 Kasım.',
    null,
  ],
  en: [
    'Winter sale: 40 % off everything. See you in our shops. B002',
    'Your order was shipped. Tracking number 8271',
    'Your appointment is tomorrow at 14:00.',
    'Your invoice is ready: TL 1,240, due on 30 November.',
    null,
  ],
} as const;

function WithTexts(args: OrdersTableProps) {
  const { locale } = useSmsUi();
  const orders = ORDERS.map((order, index) => ({
    ...order,
    text: TEXTS[locale][index] ?? null,
    cost: [2_400, 50_000, 1_000, undefined, 2][index],
  }));
  return <OrdersTable {...args} orders={orders} />;
}

const FILTERABLE = {
  onMore: undefined,
  onOpen: undefined,
  hrefOf: ({ orderId }: { orderId: string }) => `#${orderId}`,
  filterable: true,
  groupByDay: true,
  columnChoice: true,
};

export const Filterable: Story = { tags: ['visual'], args: FILTERABLE, render: WithTexts };
export const Filtered: Story = {
  args: {
    ...FILTERABLE,
    onMore: () => undefined,
    defaultView: {
      filter: {
        search: '',
        chosen: { state: ['sending', 'completed'] },
        from: '2026-11-15',
        to: '2026-11-21',
      },
      sort: { column: 'cost', direction: 'descending' },
    },
  },
  render: WithTexts,
};
export const NoMatch: Story = {
  args: { ...FILTERABLE, defaultView: { filter: { search: 'bayram', chosen: {} } } },
  render: WithTexts,
};
export const Empty: Story = { args: { orders: [] } };
export const Loading: Story = { args: { orders: [], isLoading: true } };
export const FailedToLoad: Story = {
  args: { orders: [], error: { message: 'Gönderimler okunamadı.', code: 401, onRetry: () => undefined } },
};
