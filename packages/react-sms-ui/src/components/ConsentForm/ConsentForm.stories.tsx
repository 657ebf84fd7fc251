import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { useSmsUi } from '../../provider/context.js';
import { BRAND, NOTICE, STATEMENTS, WITHDRAWALS } from '../../test-support/consentTexts.js';
import { ConsentForm } from './ConsentForm.js';
import type { ConsentFormProps } from './ConsentForm.types.js';

function InBothLanguages(args: ConsentFormProps) {
  const { locale } = useSmsUi();
  const texts = args.mode === 'withdraw' ? WITHDRAWALS : STATEMENTS;
  return <ConsentForm {...args} statement={args.statement && texts[locale]} />;
}

const meta = {
  title: 'Consent/ConsentForm',
  component: ConsentForm,
  tags: ['!autodocs'],
  parameters: { width: 720 },
  args: {
    brand: BRAND,
    statement: STATEMENTS.tr,
    privacyNotice: { href: '#kvkk' },
    contact: { phone: '0530 123 45 67', email: 'ayse@ornek.com' },
    onSubmit: () => Promise.resolve(),
  },
  render: (args) => <InBothLanguages {...args} />,
} satisfies Meta<typeof ConsentForm>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Ticks message and e-mail like a person, then presses the first or the second button. */
const decide = (root: HTMLElement, place: number): void => {
  const boxes = '[data-channel="MESAJ"] input, [data-channel="EPOSTA"] input';
  for (const box of root.querySelectorAll<HTMLElement>(boxes)) box.click();
  root.querySelectorAll<HTMLElement>('[data-slot="consent-form-actions"] button')[place]?.click();
};

export const Asking: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    const buttons = within(canvasElement).getAllByRole('button');
    const [accept, refuse] = buttons.map((button) => ({
      ...pick(button.getBoundingClientRect(), ['width', 'height']),
      ...pick(getComputedStyle(button), [
        'color',
        'backgroundColor',
        'borderColor',
        'fontSize',
        'fontWeight',
      ]),
    }));
    await expect(refuse).toEqual(accept);
    await expect(canvasElement.querySelectorAll('input:checked')).toHaveLength(0);
  },
};

const pick = <Source, Key extends keyof Source>(source: Source, keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, source[key]]));

export const ByKeyboard: Story = {
  args: { contact: { phone: '0530 123 45 67' }, recipientTypes: ['BIREYSEL', 'TACIR'] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [first, second] = canvas.getAllByRole('radio');
    await userEvent.tab();
    await expect(first).toHaveFocus();
    await userEvent.keyboard(' {ArrowDown}');
    await expect(second).toBeChecked();
    await userEvent.tab();
    await userEvent.keyboard('ayse@ornek.com');
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard(' ');
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    const receipt = await canvas.findByRole('heading', { level: 3, name: /kaydedildi|saved/i });
    await expect(receipt).toHaveFocus();
    await expect(canvasElement.querySelector('[data-slot="consent-form-receipt"]')).toHaveTextContent(
      'ayse@ornek.com',
    );
  },
};

export const AskingMerchantsToo: Story = {
  tags: ['visual'],
  args: { recipientTypes: ['BIREYSEL', 'TACIR'], contact: {}, privacyNotice: NOTICE },
};

export const SomethingMissing: Story = {
  tags: ['visual'],
  args: { recipientTypes: ['BIREYSEL', 'TACIR'], contact: {} },
  play: ({ canvasElement }) => decide(canvasElement, 0),
};

export const Receipt: Story = { tags: ['visual'], play: ({ canvasElement }) => decide(canvasElement, 0) };

export const Refused: Story = { play: ({ canvasElement }) => decide(canvasElement, 1) };

export const Withdrawing: Story = {
  tags: ['visual'],
  args: { mode: 'withdraw', channels: ['MESAJ', 'ARAMA'] },
};

export const WithdrawingTheOnlyOne: Story = { args: { mode: 'withdraw', channels: ['MESAJ'] } };

export const CouldNotBeSaved: Story = {
  tags: ['visual'],
  args: { onSubmit: () => Promise.reject<void>(new Error('offline')) },
  play: ({ canvasElement }) => decide(canvasElement, 0),
};

export const NeverAnswered: Story = {
  args: { onSubmit: () => new Promise<void>(() => undefined) },
  play: ({ canvasElement }) => decide(canvasElement, 0),
};

export const Loading: Story = { args: { statement: undefined } };

export const FailedToLoad: Story = {
  args: { error: { message: 'Onay metni okunamadı. Kararınız değişmedi.', onRetry: () => undefined } },
};

export const ReadOnly: Story = { args: { readOnly: true } };

export const NoChannels: Story = { args: { channels: [] } };

export const HostileTexts: Story = {
  args: {
    brand: { name: '<img src=x onerror=alert(1)>', address: '‮{{7*7}}' },
    privacyNotice: { href: 'javascript:alert(1)' },
  },
};
