import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, within } from 'storybook/test';
import { BlacklistManager, type BlacklistManagerProps, type BlockedNumber } from './BlacklistManager.js';

const NUMBERS: readonly BlockedNumber[] = [
  { number: '+905301234567', since: Date.UTC(2026, 10, 18, 7, 20) },
  { number: '+905327654321', since: Date.UTC(2026, 9, 2, 12) },
  { number: '+905551112233' },
];

const meta = {
  title: 'Account/BlacklistManager',
  component: BlacklistManager,
  parameters: { width: 640 },
  args: { numbers: NUMBERS, onBlock: async () => undefined, onUnblock: async () => undefined },
} satisfies Meta<BlacklistManagerProps>;

export default meta;
type Story = StoryObj<typeof meta>;

function Living({ numbers: initial, ...args }: BlacklistManagerProps) {
  const [numbers, setNumbers] = useState(initial);
  return (
    <BlacklistManager
      {...args}
      numbers={numbers}
      onBlock={async ({ number }) => setNumbers((before) => [{ number }, ...before])}
      onUnblock={async ({ number }) =>
        setNumbers((before) => before.filter((each) => each.number !== number))
      }
    />
  );
}

export const Playground: Story = { tags: ['visual'], render: (args) => <Living {...args} /> };

export const Unblocked: Story = {
  tags: ['visual'],
  render: (args) => <Living {...args} />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [first] = canvas.getAllByRole('button', { name: /\+90 530/ });
    if (first) await userEvent.click(first);
    await expect(canvas.queryByRole('listitem', { name: /\+90 530/ })).toBeNull();
  },
};

export const NotANumber: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [box] = canvas.getAllByPlaceholderText('0530 123 45 67');
    if (box) await userEvent.type(box, '0212 555 44 33{Enter}');
    await expect(box).toHaveAttribute('aria-invalid', 'true');
  },
};

export const CouldNotBeBlocked: Story = {
  tags: ['visual'],
  args: { onBlock: () => Promise.reject<undefined>(new Error('offline')) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [box] = canvas.getAllByPlaceholderText('0530 123 45 67');
    if (box) await userEvent.type(box, '0555 444 33 22{Enter}');
    await expect(await canvas.findByRole('alert')).toHaveTextContent('+90 555 444 33 22');
  },
};

export const ReadOnly: Story = { args: { onBlock: undefined, onUnblock: undefined } };
export const Partial: Story = { args: { total: 1_204, onMore: () => undefined } };
export const ManyPages: Story = {
  args: {
    numbers: Array.from({ length: 1_250 }, (_, index) => ({ number: `+905${300_000_000 + index * 7_919}` })),
  },
};
export const Empty: Story = { args: { numbers: [] } };
export const Loading: Story = { args: { numbers: [], isLoading: true } };
export const FailedToLoad: Story = {
  args: {
    numbers: [],
    error: {
      message: 'Engellenen numaralar okunamadı. Bu numaralara yine de mesaj gönderilmez.',
      onRetry: () => undefined,
    },
  },
};
