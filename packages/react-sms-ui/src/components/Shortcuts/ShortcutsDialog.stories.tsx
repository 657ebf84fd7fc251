import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, within } from 'storybook/test';
import { useSmsUi } from '../../provider/context.js';
import { ShortcutsDialog, type ShortcutsDialogProps } from './ShortcutsDialog.js';
import { useShortcuts } from './useShortcuts.js';

const TEXTS = {
  tr: {
    open: 'Kısayollar',
    labels: ['Ara', 'Kısayolları göster', 'Sayfada ara', 'Yeni gönderim', 'Gönderimler'],
  },
  en: {
    open: 'Shortcuts',
    labels: ['Search', 'Show the shortcuts', 'Search the page', 'New order', 'Orders'],
  },
} as const;

const KEYS = ['mod+k', '?', '/', 'c', 'g o'];

function Page(args: ShortcutsDialogProps) {
  const { locale } = useSmsUi();
  const [isOpen, setOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useState(args.singleKeys);
  const { open, labels } = TEXTS[locale];
  const shortcuts = labels.map((label, place) => ({
    keys: KEYS[place] ?? '',
    label,
    run: () => setOpen(true),
  }));
  useShortcuts(shortcuts, { singleKeys });
  return (
    <>
      <button type="button" className="sms-button" onClick={() => setOpen(true)}>
        {open}
      </button>
      {isOpen ? (
        <ShortcutsDialog
          {...args}
          shortcuts={shortcuts}
          singleKeys={singleKeys}
          onSingleKeysChange={(change) => setSingleKeys(change.singleKeys)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

const meta = {
  title: 'Parts/ShortcutsDialog',
  component: ShortcutsDialog,
  parameters: { width: 640 },
  args: {
    shortcuts: [],
    singleKeys: true,
    onSingleKeysChange: () => undefined,
    onClose: () => undefined,
  },
  render: (args) => <Page {...args} />,
} satisfies Meta<typeof ShortcutsDialog>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Press the button, or `?`. */
export const Closed: Story = {};

export const Open: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button'));
    await expect(within(canvasElement).getByRole('dialog')).toBeVisible();
  },
};

export const SingleKeysOff: Story = {
  tags: ['visual'],
  args: { singleKeys: false },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button'));
    await expect(within(canvasElement).getByRole('checkbox')).not.toBeChecked();
  },
};
