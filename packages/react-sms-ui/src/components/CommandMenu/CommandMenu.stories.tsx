import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, within } from 'storybook/test';
import { Keys } from '../../parts/Keys.js';
import { useSmsUi } from '../../provider/context.js';
import { useShortcuts } from '../Shortcuts/useShortcuts.js';
import { CommandMenu, type CommandMenuProps } from './CommandMenu.js';
import type { Command } from './matchingCommands.js';

const TEXTS = {
  tr: {
    open: 'Ara',
    pages: 'Sayfalar',
    orders: 'Son gönderimler',
    words: ['Genel bakış', 'Yeni gönderim', 'Gönderimler', 'İzinler', 'Engellenenler'],
    texts: ['Kargonuz yola çıktı', 'Kış indirimi başladı', 'Randevunuz yarın saat 14.00’te'],
    states: ['Tamamlandı', 'İleri tarihli', 'Gönderiliyor'],
    search: 'gonder',
  },
  en: {
    open: 'Search',
    pages: 'Pages',
    orders: 'Recent orders',
    words: ['Overview', 'New order', 'Orders', 'Consents', 'Blacklist'],
    texts: [
      'Your parcel is on its way',
      'The winter sale has started',
      'Your appointment is tomorrow at 2 pm',
    ],
    states: ['Completed', 'Scheduled', 'Sending'],
    search: 'order',
  },
} as const;

const KEYS = ['g h', 'c', 'g o', 'g p', 'g b'] as const;

function commandsIn(locale: 'tr' | 'en'): readonly Command[] {
  const { pages, orders, words, texts, states } = TEXTS[locale];
  return [
    ...words.map((label, place) => ({ id: `page-${place}`, label, group: pages, keys: KEYS[place] })),
    ...texts.map((label, place) => ({ id: `order-${place}`, label, group: orders, detail: states[place] })),
  ];
}

function Page(args: CommandMenuProps) {
  const { locale } = useSmsUi();
  const [isOpen, setOpen] = useState(false);
  const open = (): void => setOpen(true);
  useShortcuts([{ keys: 'mod+k', label: TEXTS[locale].open, run: open }]);
  return (
    <>
      <button type="button" className="sms-button" onClick={open}>
        <span>{TEXTS[locale].open}</span>
        <Keys keys="mod+k" />
      </button>
      {isOpen ? <CommandMenu {...args} commands={commandsIn(locale)} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const meta = {
  title: 'Parts/CommandMenu',
  component: CommandMenu,
  parameters: { width: 640 },
  args: { commands: [], onChoose: () => undefined, onClose: () => undefined },
  render: (args) => <Page {...args} />,
} satisfies Meta<typeof CommandMenu>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Press the button, or Ctrl and K. */
export const Closed: Story = {};

export const Open: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button'));
    await userEvent.keyboard('{ArrowDown}');
    await expect(within(canvasElement).getAllByRole('option')[1]).toHaveAttribute('aria-selected', 'true');
  },
};

/** Without Turkish marks: the search finds “Gönderimler” and “Yeni gönderim”. */
export const Searched: Story = {
  tags: ['visual'],
  play: async ({ canvasElement, globals }) => {
    await userEvent.click(within(canvasElement).getByRole('button'));
    await userEvent.keyboard(TEXTS[globals['locale'] === 'tr' ? 'tr' : 'en'].search);
    await expect(within(canvasElement).getAllByRole('option').length).toBeGreaterThan(1);
  },
};

export const NothingFound: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button'));
    await userEvent.keyboard('zzz');
    await expect(within(canvasElement).queryByRole('option')).toBeNull();
  },
};
