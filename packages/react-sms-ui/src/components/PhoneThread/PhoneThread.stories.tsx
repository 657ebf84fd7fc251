import type { Meta, StoryObj } from '@storybook/react-vite';
import { PHONE_MESSAGES } from '../../test-support/phoneMessages.js';
import { MessageMark, StateMark } from '../../index.js';
import { PhoneThread } from './PhoneThread.js';

const meta = {
  title: 'Report/PhoneThread',
  component: PhoneThread,
  tags: ['!autodocs'],
  parameters: { width: 520 },
  args: { number: '+905301234567', messages: PHONE_MESSAGES },
} satisfies Meta<typeof PhoneThread>;

export default meta;
type Story = StoryObj<typeof meta>;

const last = PHONE_MESSAGES.slice(-1);
const one = (text: string) => last.map((message) => ({ ...message, status: 'delivered' as const, text }));

export const Several: Story = { tags: ['visual'], args: { onMore: () => undefined } };

export const Empty: Story = { tags: ['visual'], args: { messages: [] } };

export const Loading: Story = { tags: ['visual'], args: { messages: [], isLoading: true } };

export const FailedToLoad: Story = {
  args: { messages: [], error: { message: 'Sunucu yanıt vermedi.', onRetry: () => undefined } },
};

export const LongMessage: Story = {
  tags: ['visual'],
  args: { messages: one(`Değerli müşterimiz, ${'siparişiniz hazırlandı. '.repeat(18)}`.trim()) },
};

/** The operator's suffix, B186, counts towards the last part. */
export const Commercial: Story = {
  tags: ['visual'],
  args: {
    messages: PHONE_MESSAGES.slice(2, 3).map((message) => ({ ...message, status: 'delivered' as const })),
  },
};

export const LongWord: Story = {
  tags: ['visual'],
  args: { messages: one(`https://ornek.com/${'uzunbirbaglanti'.repeat(12)}`) },
};

export const Hostile: Story = {
  args: {
    number: '<b>1</b>',
    messages: one('<script>alert(1)</script> <b>kalın değil</b>').map((message) => ({
      ...message,
      sender: '<i>X</i>',
    })),
  },
};

export const Marks: StoryObj = {
  tags: ['visual'],
  render: () => (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      <MessageMark status="waiting" />
      <MessageMark status="accepted" />
      <MessageMark status="delivered" />
      <MessageMark status="undelivered" />
      <MessageMark status="cancelled" />
      <MessageMark status="unknown" />
      <StateMark icon="held" tone="unknown">
        Waits for approval / Onay bekliyor
      </StateMark>
      <StateMark icon="clock" tone="information">
        Tomorrow / Yarın
      </StateMark>
    </div>
  ),
};
