import type { Meta, StoryObj } from '@storybook/react-vite';
import { OrdersTable, type OrderRow } from './OrdersTable.js';

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
  args: { orders: ORDERS, onOpen: () => undefined, onCancel: () => undefined, onMore: () => undefined },
} satisfies Meta<typeof OrdersTable>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const ReadOnly: Story = { args: { onOpen: undefined, onCancel: undefined, onMore: undefined } };
export const Empty: Story = { args: { orders: [] } };
export const Loading: Story = { args: { orders: [], isLoading: true } };
export const FailedToLoad: Story = {
  args: { orders: [], error: { message: 'Gönderimler okunamadı.', code: 401, onRetry: () => undefined } },
};
