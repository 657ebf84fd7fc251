import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { PhoneField } from './PhoneField.js';

const meta = {
  title: 'Verification/PhoneField',
  component: PhoneField,
  parameters: { width: 400 },
} satisfies Meta<typeof PhoneField>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const Filled: Story = { tags: ['visual'], args: { defaultValue: '+905301234567' } };
export const Typed: Story = {
  play: async ({ canvasElement }) => {
    const box = within(canvasElement).getByRole('textbox');
    await userEvent.type(box, '05301234567');
    await expect(box).toHaveValue('0530 123 45 67');
  },
};
export const Landline: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    const box = within(canvasElement).getByRole('textbox');
    await userEvent.type(box, '02125554433');
    await userEvent.tab();
    await expect(box).toHaveAttribute('aria-invalid', 'true');
  },
};
export const FaultOfTheHost: Story = {
  args: { defaultValue: '+905301234567', error: 'Bu numara başka bir hesapta kayıtlı.' },
};
export const Abroad: Story = { tags: ['visual'], args: { abroad: true, defaultValue: '+4915112345678' } };
export const ReadOnly: Story = { args: { readOnly: true, defaultValue: '+905301234567' } };
export const Disabled: Story = { args: { disabled: true, defaultValue: '+905301234567' } };
