import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { useSmsUi } from '../../provider/context.js';
import { DateTimeField } from './DateTimeField.js';

const meta = {
  title: 'Compose/DateTimeField',
  component: DateTimeField,
  parameters: { width: 480 },
} satisfies Meta<typeof DateTimeField>;

export default meta;
type Story = StoryObj<typeof meta>;

/** 25 November 2026, 14:00 in Istanbul. */
const TIME = new Date('2026-11-25T11:00:00Z');

export const Playground: Story = {};

const WORDS = {
  tr: {
    empty: 'Boş',
    filled: 'Dolu',
    unreadable: 'Anlaşılamayan metin',
    noTime: 'Saat eksik',
    past: 'Geçmiş zaman',
    limits: 'Sınırlar: 24 ve 30 Kasım',
    error: 'Sunucunun bulduğu hata',
    errorText: 'Bu saatte gönderim kapalı.',
    readOnly: 'Salt okunur',
    disabled: 'Devre dışı',
  },
  en: {
    empty: 'Empty',
    filled: 'Filled',
    unreadable: 'Unreadable text',
    noTime: 'Time is missing',
    past: 'Time in the past',
    limits: 'Limits: 24 and 30 November',
    error: 'Fault found by the server',
    errorText: 'Sending is closed at this time.',
    readOnly: 'Read-only',
    disabled: 'Disabled',
  },
};

function AllStates() {
  const { locale } = useSmsUi();
  const words = WORDS[locale];
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
        gap: 32,
        alignItems: 'start',
      }}
    >
      <DateTimeField label={words.empty} />
      <DateTimeField label={words.filled} defaultValue={TIME} />
      <DateTimeField label={words.unreadable} />
      <DateTimeField label={words.noTime} />
      <DateTimeField label={words.past} defaultValue={new Date('2026-11-20T11:00:00Z')} />
      <DateTimeField
        label={words.limits}
        min={new Date('2026-11-24T06:00:00Z')}
        max={new Date('2026-11-30T15:00:00Z')}
        defaultValue={new Date('2026-12-01T11:00:00Z')}
      />
      <DateTimeField label={words.error} defaultValue={TIME} error={words.errorText} />
      <DateTimeField label={words.readOnly} defaultValue={TIME} readOnly />
      <DateTimeField label={words.disabled} defaultValue={TIME} disabled />
    </div>
  );
}

export const States: Story = {
  tags: ['visual'],
  parameters: { width: 1040 },
  render: () => <AllStates />,
  play: async ({ canvasElement }) => {
    const boxes = within(canvasElement).getAllByRole('textbox');
    const texts = new Map([
      [2, '12/13/2026'],
      [3, '25.11.2026'],
    ]);
    for (const [index, box] of boxes.entries()) {
      const text = texts.get(index);
      if (text !== undefined) await userEvent.type(box, text);
    }
    await userEvent.tab();
    await expect(boxes[3]).toHaveAttribute('aria-invalid', 'true');
  },
};

export const CalendarOpen: Story = {
  tags: ['visual'],
  args: { defaultValue: TIME },
  // The panel floats over what follows.
  decorators: [
    (Shown) => (
      <div style={{ minBlockSize: 620 }}>
        <Shown />
      </div>
    ),
  ],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole('button', { name: /^(Takvim|Calendar)$/ }));
    await canvas.findByRole('grid');
  },
};

export const Typed: Story = {
  play: async ({ canvasElement }) => {
    const box = within(canvasElement).getByRole('textbox');
    await userEvent.type(box, 'yarın 9.30');
    await userEvent.tab();
    await expect(box).toHaveValue('22.11.2026 09:30');
  },
};
