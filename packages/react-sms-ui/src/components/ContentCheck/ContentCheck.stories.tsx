import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { ContentCheck, type ContentCheckProps } from './ContentCheck.js';

const brand = {
  title: 'Örnek Giyim A.Ş.',
  identity: { mersis: '0123456789012345' },
  optOut: { keyword: 'RET', number: '4050' },
} as const;

/** A story whose text changes. */
function Example(props: ContentCheckProps) {
  const [text, setText] = useState(props.text);
  return <ContentCheck {...props} text={text} onChange={(change) => setText(change.text)} />;
}

const meta = {
  title: 'Compose/ContentCheck',
  component: ContentCheck,
  parameters: { width: 420, brand },
  args: { text: 'Yaz indirimi başladı', kind: 'commercial' },
  render: (props) => <Example {...props} />,
} satisfies Meta<typeof ContentCheck>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = { tags: ['visual'] };
export const Complete: Story = {
  tags: ['visual'],
  args: { text: 'Yaz indirimi başladı\nMersis 0123456789012345 SMS ret: RET yaz 4050' },
};
export const PromotionInNotice: Story = {
  tags: ['visual'],
  args: { kind: 'transactional', text: 'Kargonuz yolda. %20 indirim sizi bekliyor.' },
};
export const NothingWritten: Story = { args: { text: '' } };
export const WithoutBrand: Story = { parameters: { brand: undefined } };
