import type { Meta, StoryObj } from '@storybook/react-vite';
import { CONSENT_ENTRIES } from '../../test-support/consentEntries.js';
import { ConsentHistory } from './ConsentHistory.js';

const meta = {
  title: 'Consent/ConsentHistory',
  component: ConsentHistory,
  tags: ['!autodocs'],
  args: { entries: CONSENT_ENTRIES },
  parameters: { width: 720 },
} satisfies Meta<typeof ConsentHistory>;

export default meta;
type Story = StoryObj<typeof meta>;

export const SeveralYears: Story = { tags: ['visual'] };

export const EvidenceOpen: Story = {
  tags: ['visual'],
  args: { onLoadMore: () => Promise.resolve() },
  play: ({ canvasElement }) => canvasElement.querySelector('summary')?.click(),
};

const [RECORD] = CONSENT_ENTRIES;

/** All registration states of a record. */
export const RegistrationStates: Story = {
  tags: ['visual'],
  args: {
    entries: (['pending', 'held', 'sent', 'unknown', 'registered', 'failed'] as const).flatMap(
      (registry, index) =>
        RECORD === undefined
          ? []
          : [{ ...RECORD, id: registry, registry, consentDate: new Date(Date.UTC(2026, 10, 21 - index, 9)) }],
    ),
  },
};

export const OneChannel: Story = { args: { defaultChannel: 'MESAJ' } };

export const Empty: Story = { tags: ['visual'], args: { entries: [] } };

export const Loading: Story = { tags: ['visual'], args: { entries: [], isLoading: true } };

export const OlderFailed: Story = {
  args: { onLoadMore: () => Promise.reject<void>(new Error('offline')) },
  play: ({ canvasElement }) =>
    canvasElement.querySelector<HTMLElement>('[data-slot="consent-history-more"] button')?.click(),
};

export const FailedToLoad: Story = {
  args: {
    entries: [],
    error: { message: 'İzin geçmişi okunamadı. Kayıtlar bundan etkilenmez.', onRetry: () => undefined },
  },
};

export const HostileTexts: Story = {
  args: {
    entries: CONSENT_ENTRIES.slice(2, 3).map((entry) => ({
      ...entry,
      source: '<script>alert(1)</script>',
      evidence: { text: '</div><img src=x onerror=alert(1)>', textHash: 'f'.repeat(64), version: '{{7*7}}' },
    })),
  },
};
