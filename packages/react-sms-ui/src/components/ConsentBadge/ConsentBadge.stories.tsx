import type { Meta, StoryObj } from '@storybook/react-vite';
import { ConsentBadge } from './ConsentBadge.js';

const NOW = Date.UTC(2026, 10, 21, 11, 5);
const MINUTE = 60_000;
const given = new Date(NOW - 90 * 24 * 60 * MINUTE);
const onFile = { recipient: '+905301234567', source: 'HS_WEB', consentDate: given };

const meta = {
  title: 'Consent/ConsentBadge',
  component: ConsentBadge,
  tags: ['!autodocs'],
  args: {
    channel: 'MESAJ',
    consent: { state: 'granted', ...onFile },
    checkedAt: NOW - 12 * MINUTE,
    onCheck: () => Promise.resolve(),
  },
  parameters: { width: 820 },
} satisfies Meta<typeof ConsentBadge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Granted: Story = {};

export const States: Story = {
  tags: ['visual'],
  render: (args) => (
    <div style={{ display: 'grid', gap: 16, justifyItems: 'start' }}>
      <ConsentBadge {...args} />
      <ConsentBadge {...args} channel="ARAMA" consent={{ state: 'refused', ...onFile }} />
      <ConsentBadge {...args} channel="EPOSTA" consent={{ state: 'none' }} />
      <ConsentBadge {...args} recipientType="TACIR" consent={{ state: 'none' }} />
      <ConsentBadge {...args} consent={{ state: 'unknown-recipient' }} />
      <ConsentBadge {...args} consent={undefined} checkedAt={undefined} />
      <ConsentBadge {...args} checkedAt={NOW - 200 * MINUTE} />
    </div>
  ),
};

export const Compact: Story = {
  tags: ['visual'],
  render: (args) => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <ConsentBadge {...args} size="compact" onCheck={undefined} />
      <ConsentBadge
        {...args}
        size="compact"
        onCheck={undefined}
        channel="ARAMA"
        consent={{ state: 'refused', ...onFile }}
      />
      <ConsentBadge
        {...args}
        size="compact"
        onCheck={undefined}
        channel="EPOSTA"
        consent={{ state: 'none' }}
      />
    </div>
  ),
};

export const LookupFailed: Story = {
  tags: ['visual'],
  args: { onCheck: () => Promise.reject<void>(new Error('offline')) },
  render: (args) => (
    <div style={{ display: 'grid', gap: 16, justifyItems: 'start' }}>
      <ConsentBadge {...args} />
      <ConsentBadge {...args} channel="EPOSTA" consent={undefined} checkedAt={undefined} />
    </div>
  ),
  play: ({ canvasElement }) => {
    for (const button of canvasElement.querySelectorAll('button')) button.click();
  },
};

export const LookingUp: Story = {
  args: { consent: undefined, checkedAt: undefined, onCheck: () => new Promise<void>(() => undefined) },
  play: ({ canvasElement }) => canvasElement.querySelector('button')?.click(),
};

export const ReadOnly: Story = { args: { onCheck: undefined } };
