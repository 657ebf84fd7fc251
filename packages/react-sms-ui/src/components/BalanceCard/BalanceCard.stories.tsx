import type { Meta, StoryObj } from '@storybook/react-vite';
import { BalanceCard } from './BalanceCard.js';

const meta = {
  title: 'Account/BalanceCard',
  component: BalanceCard,
  parameters: { width: 320 },
  args: { credits: 48_200, amount: 8_194, asOf: Date.UTC(2026, 10, 21, 11, 2), onRefresh: () => undefined },
} satisfies Meta<typeof BalanceCard>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const RunningLow: Story = { tags: ['visual'], args: { credits: 412, amount: 70.04, lowBelow: 1_000 } };
export const LiraOnly: Story = { tags: ['visual'], args: { credits: undefined } };
export const Loading: Story = {
  args: { credits: undefined, amount: undefined, asOf: undefined, isLoading: true },
};
export const UnknownBalance: Story = { args: { credits: undefined, amount: undefined, asOf: undefined } };
export const FailedToLoad: Story = {
  args: {
    credits: undefined,
    amount: undefined,
    asOf: undefined,
    error: {
      message: 'Sağlayıcıya ulaşılamadı. Bağlantınızı kontrol edip yeniden deneyin.',
      onRetry: () => undefined,
    },
  },
};
