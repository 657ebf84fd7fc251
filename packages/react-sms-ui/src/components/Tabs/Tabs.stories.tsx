import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { useSmsUi } from '../../provider/context.js';
import { Tabs, type TabsProps } from './Tabs.js';

const TEXTS = {
  tr: {
    label: 'Görünüm',
    tabs: [
      ['Grafik', 'Günlük iletim grafiği'],
      ['Tablo', 'Günlük iletim tablosu'],
      ['İndirilen dosyalar', 'Son indirilen üç dosya'],
    ],
  },
  en: {
    label: 'View',
    tabs: [
      ['Chart', 'Deliveries per day as a chart'],
      ['Table', 'Deliveries per day as a table'],
      ['Downloaded files', 'The last three files that were downloaded'],
    ],
  },
} as const;

function Sample(args: TabsProps) {
  const { label, tabs } = TEXTS[useSmsUi().locale];
  return (
    <Tabs
      {...args}
      label={label}
      tabs={tabs.map(([name, text], place) => ({
        id: String(place),
        label: name,
        content: <p>{text}</p>,
      }))}
    />
  );
}

const meta = {
  title: 'Parts/Tabs',
  component: Tabs,
  parameters: { width: 640 },
  args: { label: '', tabs: [], defaultValue: '0' },
  render: (args) => <Sample {...args} />,
} satisfies Meta<typeof Tabs>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };

export const WithTheKeyboard: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    await expect(within(canvasElement).getAllByRole('tab')[2]).toHaveFocus();
  },
};
