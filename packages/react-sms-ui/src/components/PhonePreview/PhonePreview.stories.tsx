import type { Meta, StoryObj } from '@storybook/react-vite';
import { PhonePreview } from './PhonePreview.js';

const meta = {
  title: 'Compose/PhonePreview',
  component: PhonePreview,
  parameters: { width: 360 },
  args: {
    sender: 'MARKA',
    text: 'Randevunuz yarın 14:00’te. Gelemeyecekseniz 0850 000 00 00 numarasını arayın.',
  },
} satisfies Meta<typeof PhonePreview>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };

export const Empty: Story = { args: { sender: '', text: '' } };

export const SeveralParts: Story = {
  tags: ['visual'],
  args: { text: 'Sipariş numaranız 48291. Kargo takip bağlantısı birazdan iletilecek. '.repeat(6).trim() },
};

export const Hostile: Story = { args: { text: '<script>alert(1)</script> <b>kalın değil</b>' } };
