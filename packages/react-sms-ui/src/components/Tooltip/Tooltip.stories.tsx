import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';
import { Tooltip } from './Tooltip.js';

const TEXTS = {
  tr: {
    refresh: 'Bakiyeyi yenile',
    state: 'Beklemede',
    why: 'Onay tarihi üç günden eski; İYS kaydı reddeder. Kaydı yeniden alın.',
  },
  en: {
    refresh: 'Refresh the balance',
    state: 'On hold',
    why: 'The date of the consent is more than three days ago, so the registry would reject it. Ask again.',
  },
} as const;

function Sample() {
  const { refresh, state, why } = TEXTS[useSmsUi().locale];
  return (
    <div style={{ display: 'flex', justifyContent: 'center', gap: 24, paddingBlock: 96 }}>
      <Tooltip text={refresh} describes={false}>
        <Button aria-label={refresh}>
          <Icon name="refresh" />
        </Button>
      </Tooltip>
      <Tooltip text={why}>
        <Button>
          <Icon name="held" />
          <span>{state}</span>
        </Button>
      </Tooltip>
    </div>
  );
}

const meta = {
  title: 'Parts/Tooltip',
  component: Tooltip,
  parameters: { width: 640 },
  args: { text: '', children: <span /> },
  render: () => <Sample />,
} satisfies Meta<typeof Tooltip>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Move the pointer over a button, or press Tab. */
export const Closed: Story = {};

export const OfAnIcon: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await userEvent.tab();
    await expect(within(canvasElement).getAllByRole('button')[0]).toHaveFocus();
  },
};

export const LongText: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await userEvent.tab();
    await userEvent.tab();
    await expect(await within(canvasElement).findByRole('tooltip')).toBeVisible();
  },
};
