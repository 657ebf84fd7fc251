import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { CodeField } from './CodeField.js';

const meta = {
  title: 'Verification/CodeField',
  component: CodeField,
  parameters: { width: 400 },
} satisfies Meta<typeof CodeField>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const PartlyFilled: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    const box = within(canvasElement).getByRole('textbox');
    await userEvent.type(box, '123');
    await expect(box).toHaveValue('123');
  },
};
export const Filled: Story = { args: { defaultValue: '480215' } };
export const Wrong: Story = {
  tags: ['visual'],
  args: { defaultValue: '480215', error: 'Kod hatalı. 3 deneme hakkınız kaldı.' },
};
export const FourDigits: Story = { args: { length: 4, defaultValue: '12' } };
export const TenDigits: Story = { tags: ['visual'], args: { length: 10, defaultValue: '1234567890' } };
export const WithHint: Story = { args: { hint: '+90 530 *** ** 67 numarasına gönderdik.' } };
export const ReadOnly: Story = { args: { readOnly: true, defaultValue: '480215' } };
export const Disabled: Story = { args: { disabled: true, defaultValue: '480215' } };
