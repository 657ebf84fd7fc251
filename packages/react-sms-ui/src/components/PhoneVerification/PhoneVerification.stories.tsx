import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { PhoneVerification, type PhoneVerificationProps } from './PhoneVerification.js';

/** A server whose clock is an hour ahead of the device's. */
const serverNow = () => Date.now() + 3_600_000;
const sent = (resendInSeconds = 60) => ({
  status: 'sent' as const,
  id: 'verification',
  channel: 'sms' as const,
  codeLength: 6,
  attemptsLeft: 5,
  now: serverNow(),
  expiresAt: serverNow() + 300_000,
  resendAt: serverNow() + resendInSeconds * 1000,
});
const retry = (seconds: number) => ({ now: serverNow(), retryAt: serverNow() + seconds * 1000 });

const ARGS: PhoneVerificationProps = {
  defaultPhone: '+905301234567',
  onStart: async () => sent(),
  onCheck: async ({ code }) =>
    code === '123456' ? { status: 'verified' } : { status: 'wrong', attemptsLeft: 4 },
  onResend: async () => sent(),
  onCancel: async () => undefined,
};

const meta = {
  title: 'Verification/PhoneVerification',
  component: PhoneVerification,
  parameters: { width: 400 },
  args: ARGS,
} satisfies Meta<PhoneVerificationProps>;

export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

const start: Play = async ({ canvasElement }) => {
  const canvas = within(canvasElement);
  const [send] = canvas.getAllByRole('button');
  if (send) await userEvent.click(send);
};

/** Sends a code and waits for the field. */
const toCode: Play = async (context) => {
  await start(context);
  await waitFor(() => expect(context.canvasElement.querySelector('[data-step=code]')).toBeVisible());
};

const enter =
  (code: string): Play =>
  async (context) => {
    await toCode(context);
    await userEvent.type(await within(context.canvasElement).findByRole('textbox'), code);
  };

const alerted =
  (play: Play): Play =>
  async (context) => {
    await play(context);
    await expect(await within(context.canvasElement).findByRole('alert')).toBeVisible();
  };

export const Playground: Story = { tags: ['visual'] };
export const CodeSent: Story = { tags: ['visual'], play: toCode };
export const ResendAvailable: Story = { args: { onStart: async () => sent(0) }, play: toCode };
export const Wrong: Story = {
  tags: ['visual'],
  play: async (context) => {
    await enter('000000')(context);
    await waitFor(() => expect(within(context.canvasElement).getByRole('textbox')).toBeInvalid());
  },
};
export const Verified: Story = {
  tags: ['visual'],
  play: async (context) => {
    await enter('123456')(context);
    await waitFor(() => expect(within(context.canvasElement).queryByRole('textbox')).toBeNull());
  },
};
export const Undelivered: Story = {
  tags: ['visual'],
  args: {
    onStatus: async () => ({ ...sent(0), status: 'pending' as const, delivery: 'undelivered' as const }),
  },
  play: async (context) => {
    await toCode(context);
    await within(context.canvasElement).findByRole('alert', {}, { timeout: 60_000 });
  },
};
export const Locked: Story = {
  tags: ['visual'],
  args: { onCheck: async () => ({ status: 'locked', ...retry(1800) }) },
  play: alerted(enter('000000')),
};
export const Expired: Story = {
  tags: ['visual'],
  args: { onCheck: async () => ({ status: 'expired' }) },
  play: alerted(enter('000000')),
};
export const Used: Story = {
  args: { onCheck: async () => ({ status: 'used' }) },
  play: alerted(enter('000000')),
};
export const Limited: Story = {
  tags: ['visual'],
  args: { onStart: async () => ({ status: 'limited', ...retry(95) }) },
  play: alerted(start),
};
export const Unavailable: Story = {
  args: { onStart: async () => ({ status: 'unavailable' }) },
  play: alerted(start),
};
export const RefusedPhone: Story = {
  tags: ['visual'],
  args: { onStart: async () => ({ status: 'invalid-phone', reason: 'unassigned' }) },
  play: async (context) => {
    await start(context);
    await waitFor(() => expect(within(context.canvasElement).getByRole('textbox')).toBeInvalid());
  },
};
export const AnswerLost: Story = {
  tags: ['visual'],
  args: { onCheck: () => Promise.reject(new Error('offline')) },
  play: alerted(enter('123456')),
};
export const StartLost: Story = {
  args: { onStart: () => Promise.reject(new Error('offline')) },
  play: alerted(start),
};
