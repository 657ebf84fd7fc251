import type { Meta, StoryObj } from '@storybook/react-vite';
import { DeliveryChart, type DeliveryBucket } from './DeliveryChart.js';

const DAY = 86_400_000;
const LAST = Date.UTC(2026, 10, 21);

const days = (count: number): DeliveryBucket[] =>
  Array.from({ length: count }, (_, index) => {
    const size = 1_800 + ((index * 7_919) % 2_400);
    const isLast = index === count - 1;
    return {
      start: LAST - (count - 1 - index) * DAY,
      delivered: Math.round(size * (isLast ? 0.6 : 0.93)),
      waiting: isLast ? Math.round(size * 0.34) : 0,
      undelivered: Math.round(size * 0.06),
      unknown: index % 9 === 4 ? 40 : 0,
    };
  });

const meta = {
  title: 'Report/DeliveryChart',
  component: DeliveryChart,
  parameters: { width: 720 },
  args: { buckets: days(21) },
} satisfies Meta<typeof DeliveryChart>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const AsTable: Story = { tags: ['visual'], args: { buckets: days(7), defaultView: 'table' } };
export const SixtyBars: Story = { tags: ['visual'], args: { buckets: days(60) } };
export const OneDay: Story = { args: { buckets: days(1) } };
export const Empty: Story = { args: { buckets: [] } };
export const Loading: Story = { tags: ['visual'], args: { buckets: [], isLoading: true } };
export const FailedToLoad: Story = {
  args: {
    buckets: [],
    error: {
      message: 'Sağlayıcı yanıt vermedi. Gönderimleriniz bundan etkilenmez; biraz sonra yeniden deneyin.',
      onRetry: () => undefined,
    },
  },
};
