import type { Meta, StoryObj } from '@storybook/react-vite';
import { useSmsUi } from '../../provider/context.js';
import { Toast, type ToastProps } from './Toast.js';
import { Toaster, useToast } from './Toaster.js';

const TEXTS = {
  tr: {
    done: 'Liste silindi.',
    short: 'Kaydedildi.',
    long: '“Kış kampanyası, İstanbul mağazaları” listesinden 1.204 alıcı çıkarıldı.',
    act: 'Listeyi sil',
  },
  en: {
    done: 'The list was deleted.',
    short: 'Saved.',
    long: '1,204 recipients were removed from “Winter campaign, shops in Istanbul”.',
    act: 'Delete the list',
  },
} as const;

function Sample({ text, ...args }: ToastProps & { text: keyof typeof TEXTS.tr }) {
  const { locale } = useSmsUi();
  return <Toast {...args} message={TEXTS[locale][text]} />;
}

const restore = (): unknown => undefined;

const meta = {
  title: 'Parts/Toast',
  component: Toast,
  parameters: { width: 640 },
  args: { message: 'Liste silindi.', duration: null, onClose: () => undefined, onUndo: restore },
  render: (args) => <Sample {...args} text="done" />,
} satisfies Meta<typeof Toast>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WithUndo: Story = { tags: ['visual'] };
export const WithoutUndo: Story = {
  args: { onUndo: undefined },
  render: (args) => <Sample {...args} text="short" />,
};
export const LongText: Story = { tags: ['visual'], render: (args) => <Sample {...args} text="long" /> };

function Trigger() {
  const { locale } = useSmsUi();
  const show = useToast();
  const { done, act } = TEXTS[locale];
  return (
    <button
      type="button"
      className="sms-button"
      onClick={() => show({ message: done, onUndo: () => undefined })}
    >
      {act}
    </button>
  );
}

export const InThePage: Story = {
  render: () => (
    <Toaster>
      <Trigger />
    </Toaster>
  ),
};

/** Press "undo": the host's callback rejects. */
export const UndoFails: Story = { args: { onUndo: () => Promise.reject(new Error('offline')) } };
