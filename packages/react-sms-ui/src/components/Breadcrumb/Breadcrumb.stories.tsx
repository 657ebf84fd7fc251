import type { Meta, StoryObj } from '@storybook/react-vite';
import { useSmsUi } from '../../provider/context.js';
import { Breadcrumb, type BreadcrumbProps } from './Breadcrumb.js';

const TEXTS = {
  tr: {
    consents: 'İzinler',
    imports: 'İçe aktarımlar',
    file: 'kasim-onaylari.csv',
    long: 'Kış indirimi başladı: tüm mağazalarda ve internet sitemizde sepette yüzde yirmi',
    orders: 'Gönderimler',
  },
  en: {
    consents: 'Consents',
    imports: 'Imports',
    file: 'november-consents.csv',
    long: 'The winter sale has started: twenty per cent off in all shops and on our website',
    orders: 'Orders',
  },
} as const;

function Sample({ isLong = false, ...args }: BreadcrumbProps & { isLong?: boolean }) {
  const texts = TEXTS[useSmsUi().locale];
  return (
    <Breadcrumb
      {...args}
      items={
        isLong
          ? [{ label: texts.orders, href: '#orders' }]
          : [
              { label: texts.consents, href: '#consents' },
              { label: texts.imports, href: '#imports' },
            ]
      }
      current={isLong ? texts.long : texts.file}
    />
  );
}

const meta = {
  title: 'Parts/Breadcrumb',
  component: Breadcrumb,
  parameters: { width: 640 },
  args: { items: [], current: '' },
  render: (args) => <Sample {...args} />,
} satisfies Meta<typeof Breadcrumb>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const LongName: Story = { tags: ['visual'], render: (args) => <Sample {...args} isLong /> };
