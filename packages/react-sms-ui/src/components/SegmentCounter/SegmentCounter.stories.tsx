import type { Meta, StoryObj } from '@storybook/react-vite';
import { useRef, useState } from 'react';
import { editText } from '../../parts/editText.js';
import { SegmentCounter } from './SegmentCounter.js';

const meta = {
  title: 'Compose/SegmentCounter',
  component: SegmentCounter,
  args: { text: 'Siparişiniz kargoya verildi. Teslimat yarın 14:00–16:00 arasında.', recipientCount: 1200 },
  parameters: { width: 560 },
} satisfies Meta<typeof SegmentCounter>;

export default meta;
type Story = StoryObj<typeof meta>;

function Writing({ text: initial, ...args }: React.ComponentProps<typeof SegmentCounter>) {
  const [text, setText] = useState(initial);
  const box = useRef<HTMLTextAreaElement>(null);
  return (
    <div className="sms-field">
      <label className="sms-label" htmlFor="message">
        Mesaj / Message
      </label>
      <textarea
        ref={box}
        id="message"
        className="sms-input"
        rows={5}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <SegmentCounter
        {...args}
        text={text}
        onReplace={({ text: next }) => {
          if (box.current === null || !editText(box.current, next)) setText(next);
        }}
      />
    </div>
  );
}

export const Playground: Story = { tags: ['visual'], render: (args) => <Writing {...args} /> };

export const Empty: Story = { args: { text: '' } };

export const OneStandardSms: Story = {
  args: { text: 'Kodunuz: 482913. Kimseyle paylaşmayin.'.replace('ş', 's') },
};

export const SeveralParts: Story = {
  args: { text: 'Randevunuz onaylandi. '.repeat(14).trim(), showSeams: true },
};

export const MayBillMore: Story = { args: { text: 'a'.repeat(304) } };

export const TooLong: Story = { args: { text: 'Uzun mesaj. '.repeat(110) } };

export const CurlyQuotes: Story = {
  tags: ['visual'],
  args: { text: 'Müşterimiz Ayşe Hanım’ın “özel” siparişi – yarın kapınızda… 🎉' },
  render: (args) => <Writing {...args} />,
};

/** Offers to replace a letter on its own and displays its words before and after. */
export const LetterThatCosts: Story = {
  tags: ['visual'],
  args: { text: `Kâr payınız hesabınıza geçti. ${'Ayrintilar subemizde. '.repeat(5)}` },
  render: (args) => <Writing {...args} />,
};

/** The account converts the letters: the panel displays the words that the recipient reads. */
export const EnglishMode: Story = {
  tags: ['visual'],
  parameters: { characterMode: 'english' },
  args: { text: 'Çok sıkıldım, şimdi mağazadayım.' },
  render: (args) => <Writing {...args} />,
};

export const EmojiFamilyAtASeam: Story = {
  args: { text: `${'a'.repeat(60)}👨‍👩‍👧‍👦${'b'.repeat(60)}👨‍👩‍👧‍👦`, showSeams: true },
};

export const HostileText: Story = {
  args: { text: '<img src=x onerror=alert(1)> {{7*7}} ‮ </textarea>', showSeams: true },
};
