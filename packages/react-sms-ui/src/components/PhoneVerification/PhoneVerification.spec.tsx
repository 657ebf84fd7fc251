import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderKit } from '../../test-support/renderKit.js';
import { PhoneVerification, type PhoneVerificationProps } from './index.js';
import { readAnswer } from './verificationAnswer.js';

type Actions = Pick<
  PhoneVerificationProps,
  'onStart' | 'onCheck' | 'onResend' | 'onCancel' | 'onStatus' | 'onVerified'
>;

/** The server's clock in these tests: two hours behind the device's. */
const serverNow = (): number => Date.now() - 7_200_000;
const at = (seconds: number): string => new Date(serverNow() + seconds * 1000).toISOString();
const sent = (over: Partial<Record<'id' | 'resend' | 'expires', string | number>> = {}) => ({
  status: 'sent' as const,
  id: String(over.id ?? 'v1'),
  channel: 'sms' as const,
  codeLength: 6,
  attemptsLeft: 5,
  now: serverNow(),
  resendAt: at(Number(over.resend ?? 60)),
  expiresAt: at(Number(over.expires ?? 300)),
});

/** A promise that the test settles. */
function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const textOf = (element: HTMLElement | null) => element?.textContent ?? '';
const phoneBox = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Mobile phone' });
const codeBox = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Verification code' });
const button = (name: string) => screen.getByRole('button', { name });
const click = (name: string) => act(async () => void fireEvent.click(button(name)));
const type = (box: HTMLInputElement, value: string) =>
  act(async () => void fireEvent.input(box, { target: { value } }));
/** Renders once a second, as a page does. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1000) {
    await act(() => jest.advanceTimersByTimeAsync(Math.min(left, 1000)));
  }
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function setUp(over: Partial<Actions> = {}) {
  const accept: Actions['onCheck'] = async ({ code }) =>
    code === '123456' ? { status: 'verified' } : { status: 'wrong', attemptsLeft: 4 };
  const actions = {
    onStart: jest.fn<Actions['onStart']>(over.onStart ?? (async () => sent())),
    onCheck: jest.fn<Actions['onCheck']>(over.onCheck ?? accept),
    onResend: jest.fn<Actions['onResend']>(over.onResend ?? (async () => sent())),
    onCancel: jest.fn<NonNullable<Actions['onCancel']>>(
      over.onCancel ?? (async () => ({ status: 'cancelled' })),
    ),
    onStatus: over.onStatus,
    onVerified: jest.fn<NonNullable<Actions['onVerified']>>(),
  };
  const view = renderKit(<PhoneVerification defaultPhone="+905301234567" {...actions} />);
  return { ...view, actions };
}

async function setUpCode(over: Partial<Actions> = {}) {
  const view = setUp(over);
  await click('Send code');
  return view;
}

describe('PhoneVerification', () => {
  it('verifies a phone, and moves the focus to each step', async () => {
    const { container, actions } = setUp();
    button('Send code').focus();
    await click('Send code');
    expect(actions.onStart.mock.calls).toEqual([[{ phone: '+905301234567', locale: 'en' }]]);
    expect(document.activeElement).toBe(codeBox());
    expect(container.textContent).toContain('Enter the code that we sent to 0530 123 45 67.');
    await type(codeBox(), '123456');
    expect(actions.onCheck.mock.calls).toEqual([[{ id: 'v1', code: '123456' }]]);
    expect(actions.onVerified.mock.calls).toEqual([[{ id: 'v1', phone: '+905301234567' }]]);
    expect(textOf(container)).toContain('Your phone is verified');
    expect(document.activeElement?.textContent).toContain('Your phone is verified');
  });

  it('asks for a number before it sends a code', async () => {
    const { actions } = setUp();
    await type(phoneBox(), '0530');
    await click('Send code');
    expect(actions.onStart).not.toHaveBeenCalled();
    expect(phoneBox().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(phoneBox());
  });

  it('sends one code for a double click, and checks one code once', async () => {
    const start = deferred<ReturnType<typeof sent>>();
    const { actions } = setUp({ onStart: jest.fn(() => start.promise) });
    // Before the first one is rendered.
    await act(async () => {
      button('Send code').click();
      button('Send code').click();
    });
    await click('Sending…');
    expect(actions.onStart).toHaveBeenCalledTimes(1);
    await act(async () => start.resolve(sent()));
    await type(codeBox(), '000000');
    await type(codeBox(), '000000');
    expect(actions.onCheck).toHaveBeenCalledTimes(1);
    // A repeated check of the same code takes the button.
    await type(codeBox(), '000001');
    expect(actions.onCheck).toHaveBeenCalledTimes(2);
  });

  it('shows a wrong code with the attempts left, in the emptied and focused field', async () => {
    const { container } = await setUpCode();
    await type(codeBox(), '000000');
    expect(codeBox().value).toBe('');
    expect(codeBox().getAttribute('aria-invalid')).toBe('true');
    expect(container.textContent).toContain('This code is wrong. You have 4 attempts left.');
    expect(document.activeElement).toBe(codeBox());
  });

  it('counts down to the resend by the server’s clock, and announces its end once', async () => {
    const { actions, container } = await setUpCode();
    expect(container.textContent).toContain('1:00');
    await click('Send the code again');
    expect(actions.onResend).not.toHaveBeenCalled();
    await pass(30_000);
    expect(container.textContent).toContain('0:30');
    const region = [...container.querySelectorAll('[role=status]')].at(-1);
    expect(region?.textContent).toBe('');
    await pass(31_000);
    expect(region?.textContent).toBe('You can have the code sent again now.');
    await click('Send the code again');
    expect(actions.onResend.mock.calls).toEqual([[{ id: 'v1' }]]);
    await pass(1_000);
    expect(region?.textContent).toBe('The code was sent again.');
    expect(button('Send the code again').getAttribute('aria-disabled')).toBe('true');
  });

  it.each([
    ['expired', 'The code has expired'],
    ['used', 'This code was used already'],
  ] as const)('offers a new code when the old one is %s', async (status, title) => {
    const { actions, container } = await setUpCode({ onCheck: async () => ({ status }) });
    await type(codeBox(), '123456');
    expect(container.textContent).toContain('0530 123 45 67');
    expect(container.textContent).not.toContain('Enter the code');
    expect(screen.getByRole('alert').textContent).toContain(title);
    expect(document.activeElement?.contains(screen.getByRole('alert'))).toBe(true);
    expect(screen.queryByRole('textbox')).toBeNull();
    actions.onStart.mockImplementation(async () => sent({ id: 'v2' }));
    await click('Send a new code');
    expect(screen.queryByRole('alert')).toBeNull();
    await type(codeBox(), '123456');
    expect(actions.onCheck.mock.lastCall).toEqual([{ id: 'v2', code: '123456' }]);
  });

  it('says that the code has expired when its time is over, whatever the clock of the device', async () => {
    await setUpCode();
    await pass(200_000);
    jest.setSystemTime(Date.now() + 86_400_000);
    await pass(1_000);
    expect(screen.queryByRole('alert')).toBeNull();
    await pass(100_000);
    expect(screen.getByRole('alert').textContent).toContain('The code has expired');
  });

  it('locks after too many wrong codes, until the server’s time', async () => {
    const { actions, container } = await setUpCode({
      onCheck: jest.fn(async () => ({ status: 'locked' as const, retryAt: at(90), now: serverNow() })),
    });
    await type(codeBox(), '000000');
    expect(screen.getByRole('alert').textContent).toContain('you can request a new code in 90 seconds');
    await pass(91_000);
    expect(screen.getByRole('alert').textContent).toContain('You can request a new code now.');
    actions.onStart.mockImplementation(async () => ({
      status: 'limited',
      retryAt: at(60),
      now: serverNow(),
    }));
    await click('Send a new code');
    // A refused start does not revive the old code.
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(container.textContent).toContain('Too many requests');
  });

  it('shows until when requests are limited, and lets the person try', async () => {
    const { actions } = setUp({
      onStart: jest.fn(async () => ({ status: 'limited' as const, retryAt: at(65), now: serverNow() })),
    });
    await click('Send code');
    expect(screen.getByRole('alert').textContent).toContain('Try again in 65 seconds.');
    await click('Send code');
    expect(actions.onStart).toHaveBeenCalledTimes(2);
  });

  it('shows a phone that the server refuses at the field', async () => {
    const { container } = setUp({
      onStart: jest.fn(async () => ({ status: 'invalid-phone' as const, reason: 'unassigned' as const })),
    });
    await click('Send code');
    expect(container.textContent).toContain('This number is not in use.');
    expect(phoneBox().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(phoneBox());
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('offline'))],
    ['is not recognized', async () => ({ statusCode: 500 }) as never],
    ['is nothing', async () => undefined as never],
  ])('keeps the code and can check it again when an answer %s', async (_what, onCheck) => {
    const { actions } = await setUpCode({ onCheck: jest.fn<Actions['onCheck']>(onCheck) });
    await type(codeBox(), '123456');
    expect(screen.getByRole('alert').textContent).toContain('The code could not be verified');
    expect(codeBox().value).toBe('123456');
    actions.onCheck.mockImplementation(async () => ({ status: 'verified' }));
    await click('Verify');
    expect(actions.onVerified).toHaveBeenCalledTimes(1);
  });

  it('finds out by the status that a check with a lost answer succeeded', async () => {
    const { actions } = await setUpCode({
      onCheck: jest.fn(() => Promise.reject<never>(new Error('offline'))),
      onStatus: async () => ({ status: 'verified' as const }),
    });
    await type(codeBox(), '123456');
    expect(actions.onVerified).toHaveBeenCalledTimes(1);
  });

  it('offers a resend at once when the message was not delivered', async () => {
    const { actions, container } = await setUpCode({
      onStatus: jest.fn(async () => ({
        status: 'pending' as const,
        delivery: 'undelivered' as const,
        attemptsLeft: 5,
        expiresAt: at(290),
        resendAt: at(0),
        now: serverNow(),
      })),
    });
    await pass(2_000);
    expect(screen.getByRole('alert').textContent).toContain('The message could not be delivered');
    await click('Send the code again');
    expect(actions.onResend).toHaveBeenCalledTimes(1);
    expect(container.textContent).not.toContain('could not be delivered');
  });

  it('stops reading the status once the message is delivered', async () => {
    const onStatus = jest.fn(async () => ({
      status: 'pending' as const,
      delivery: onStatus.mock.calls.length > 1 ? ('delivered' as const) : ('waiting' as const),
      attemptsLeft: 5,
      expiresAt: at(290),
      resendAt: at(50),
      now: serverNow(),
    }));
    await setUpCode({ onStatus });
    await pass(60_000);
    expect(onStatus).toHaveBeenCalledTimes(2);
  });

  it('can repeat a slow call, and ignores the answer of the first one', async () => {
    const first = deferred<{ status: 'wrong'; attemptsLeft: number }>();
    const second = deferred<{ status: 'wrong'; attemptsLeft: number }>();
    const onCheck = jest
      .fn<Actions['onCheck']>()
      .mockReturnValueOnce(first.promise)
      .mockReturnValueOnce(second.promise);
    const { container } = await setUpCode({ onCheck });
    await type(codeBox(), '000000');
    fireEvent.submit(codeBox().form!);
    expect(onCheck).toHaveBeenCalledTimes(1);
    await pass(10_000);
    expect(container.textContent).toContain('This takes longer than usual.');
    fireEvent.submit(codeBox().form!);
    await act(async () => second.resolve({ status: 'wrong', attemptsLeft: 3 }));
    await act(async () => first.resolve({ status: 'wrong', attemptsLeft: 4 }));
    expect(container.textContent).toContain('You have 3 attempts left.');
  });

  it('accepts a late success, but not after the number was changed', async () => {
    for (const changes of [false, true]) {
      const check = deferred<{ status: 'verified' }>();
      const { actions, unmount } = await setUpCode({ onCheck: jest.fn(() => check.promise) });
      await type(codeBox(), '123456');
      await pass(10_000);
      if (changes) await click('Change number');
      else fireEvent.submit(codeBox().form!);
      await act(async () => check.resolve({ status: 'verified' }));
      expect(actions.onVerified).toHaveBeenCalledTimes(changes ? 0 : 1);
      unmount();
    }
  });

  it('changes the number: cancels the verification, and keeps the number to correct it', async () => {
    const { actions } = await setUpCode({
      onCancel: jest.fn(() => Promise.reject<unknown>(new Error('offline'))),
    });
    await click('Change number');
    expect(actions.onCancel.mock.calls).toEqual([[{ id: 'v1' }]]);
    expect(phoneBox().value).toBe('0530 123 45 67');
    expect(document.activeElement).toBe(phoneBox());
    await type(phoneBox(), '05320000000');
    await click('Send code');
    expect(actions.onStart.mock.lastCall).toEqual([{ phone: '+905320000000', locale: 'en' }]);
  });
});

describe('an answer of the server', () => {
  const DAY = 86_400_000;

  it('is measured from the server’s time', () => {
    const time = Date.UTC(2020, 0, 1);
    const answer = { ...sent(), now: new Date(time).toUTCString(), resendAt: new Date(time + 60_000) };
    expect(readAnswer({ ...answer, expiresAt: time + 300_000 }, 1_000)).toMatchObject({
      resendAt: { at: 61_000, waitMs: 60_000 },
      expiresAt: { at: 301_000, waitMs: 300_000 },
    });
  });

  it.each([
    ['behind', DAY * 400, 0],
    ['ahead', -DAY * 400, 0],
    ['right', 60_000, 60_000],
  ])('without it never makes the person wait for a clock that is %s', (_which, offset, wait) => {
    const time = Date.now() + offset;
    const { now: _now, ...answer } = sent();
    const read = readAnswer({ ...answer, resendAt: time, expiresAt: time + 300_000 }, 1_000);
    expect(read).toMatchObject({ resendAt: { at: 1_000 + wait, waitMs: wait }, expiresAt: undefined });
  });

  it.each([
    ['the header Retry-After', { retryAfter: '30' }, 30_000],
    ['its number', { retryAfter: 30 }, 30_000],
    ['no header', { retryAfter: null }, 0],
    ['a wait of years', { retryAfter: '99999999' }, 0],
  ])('with the 429 of another guard and %s is a limit', (_what, given, waitMs) => {
    const answer = { statusCode: 429, message: 'ThrottlerException: Too Many Requests', ...given };
    expect(readAnswer(answer, 1_000)).toEqual({ status: 'limited', retryAt: { at: 1_000 + waitMs, waitMs } });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'sent'],
    ['an empty object', {}],
    ['an unknown status', { status: 'teleported' }],
    ['missing fields', { status: 'sent' }],
    ['a time that is none', { ...sent(), resendAt: 'soon' }],
    ['missing attempts', { status: 'wrong' }],
    ['attempts as a text', { status: 'wrong', attemptsLeft: '3' }],
  ])('with %s has an unknown outcome', (_what, answer) => {
    expect(readAnswer(answer, 0)).toEqual({ status: 'unknown' });
  });
});
