import type { Meta, StoryObj } from '@storybook/react-vite';
import { useSmsUi } from '../../provider/context.js';
import { FilterBar, type FilterBarProps } from './FilterBar.js';

function Sample(args: FilterBarProps) {
  const { t } = useSmsUi();
  const option = (value: 'sending' | 'completed' | 'failed') => ({
    value,
    label: t(`orders.state.${value}`),
  });
  return (
    <FilterBar
      {...args}
      filters={[
        {
          name: 'state',
          label: t('orders.state'),
          options: [option('sending'), option('completed'), option('failed')],
        },
        {
          name: 'sender',
          label: t('orders.sender'),
          options: ['MARKA', 'MARKA DEST'].map((value) => ({ value, label: value })),
        },
      ]}
    />
  );
}

const meta = {
  title: 'Parts/FilterBar',
  component: FilterBar,
  parameters: { width: 880 },
  args: { filters: [], dates: true },
  render: Sample,
} satisfies Meta<typeof FilterBar>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };

export const Chosen: Story = {
  tags: ['visual'],
  args: {
    defaultValue: {
      search: 'kargo',
      chosen: { state: ['sending', 'completed'], sender: ['MARKA DEST'] },
      from: '2026-11-01',
      to: '2026-11-21',
    },
  },
};

export const WithoutSearch: Story = { args: { searchLabel: null, dates: false } };
