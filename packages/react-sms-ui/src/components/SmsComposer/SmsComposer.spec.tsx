import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { NOW, renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { BalanceCard } from '../BalanceCard/index.js';
import { SmsComposer } from './index.js';
import type { SmsComposerProps, SmsDraft, SubmitResult } from './SmsComposer.types.js';

const READY: Partial<SmsDraft> = {
  recipients: recipientsFromText('0530 123 45 67\n0532 765 43 21'),
  text: 'Merhaba',
  kind: 'transactional',
  sender: 'MARKA',
};

const ACCEPTED: SubmitResult = { state: 'accepted', orderIds: ['77'] };

/** `undefined` is a valid answer here. */
function setUp(props: Partial<SmsComposerProps> = {}, ...answers: readonly unknown[]) {
  const result = answers.length === 0 ? ACCEPTED : answers[0];
  const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => (await result) as SubmitResult);
  const view = renderKit(
    <SmsComposer
      senders={['MARKA', 'DIGER']}
      balance={100}
      onSubmit={onSubmit}
      defaultValue={READY}
      {...props}
    />,
  );
  return { ...view, onSubmit, user: userEvent.setup() };
}

/** The accessible name of a field. */
const nameOf = (field: Element | null): string =>
  (field as HTMLInputElement | null)?.labels?.[0]?.textContent ?? field?.getAttribute('aria-label') ?? '';

const review = () => screen.getByRole('button', { name: 'Review and send' });
const dialog = () => within(screen.getByRole('dialog'));

describe('SmsComposer', () => {
  it('sends the reviewed message once and displays the order’s number', async () => {
    const { onSubmit, user } = setUp();
    await user.click(review());
    expect(dialog().getByText('2 recipients, 1 SMS each. This costs 2 credits.')).toBeTruthy();
    await user.dblClick(dialog().getByRole('button', { name: 'Send to 2 recipients' }));
    expect(await screen.findByText('Order 77')).toBeTruthy();
    expect(onSubmit.mock.calls).toEqual([
      [
        {
          recipients: ['+905301234567', '+905327654321'],
          text: 'Merhaba',
          kind: 'transactional',
          sender: 'MARKA',
        },
      ],
    ]);
  });

  // guarantee: G-109
  it.each([
    ['Ctrl', '{Control>}{Enter}{/Control}'],
    ['⌘', '{Meta>}{Enter}{/Meta}'],
  ])('opens the review with %s + Enter and sends nothing', async (_key, keys) => {
    const { onSubmit, user } = setUp();
    await user.click(screen.getByRole('textbox', { name: 'Message' }));
    await user.keyboard(keys);
    await user.keyboard(keys);
    expect(screen.getByRole('dialog')).toBeTruthy();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('returns to the unchanged message', async () => {
    const { onSubmit, user } = setUp();
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: 'Back to the message' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('Merhaba');
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('has no default for the kind of message, and lists what is missing with links to the fields', async () => {
    const { user } = setUp({ defaultValue: {} });
    for (const option of screen.getAllByRole('radio', { name: /Transactional|Commercial/ })) {
      expect((option as HTMLInputElement).checked).toBe(false);
    }
    await user.click(review());
    const summary = screen.getByRole('group', { name: '4 things are missing before you can send' });
    expect(document.activeElement).toBe(summary);
    const links = within(summary).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual([
      'Enter at least one number that can receive an SMS.',
      'Write the message.',
      'Choose whether the message is transactional or commercial.',
      'Choose the sender.',
    ]);
    for (const [index, name] of [/^Recipients$/, /^Message$/, /^Transactional/, /^Sender$/].entries()) {
      await user.click(links[index]!);
      expect(nameOf(document.activeElement)).toMatch(name);
    }
  });

  it('focuses the field of a single fault, and the summary again after another review', async () => {
    const { user } = setUp({ defaultValue: { ...READY, text: '' } });
    await user.click(review());
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sender' }), '');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await user.click(review());
      expect(document.activeElement).toBe(screen.getByRole('group', { name: /^2 things are missing/ }));
    }
  });

  it('shows no fault in a revealed field before the next review', async () => {
    const { user } = setUp({ defaultValue: { ...READY, text: '' } });
    await user.click(review());
    await user.click(screen.getByRole('radio', { name: /^Commercial/ }));
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    expect(screen.queryByText('Choose the audience of the commercial message.')).toBeNull();
    expect(screen.getByLabelText('Date and time').getAttribute('aria-invalid')).toBeNull();
    await user.click(review());
    expect(screen.getAllByText('Choose the audience of the commercial message.')).toHaveLength(2);
    expect(screen.getByLabelText('Date and time').getAttribute('aria-invalid')).toBe('true');
  });

  it('asks a commercial message for its audience', async () => {
    const { onSubmit, user } = setUp();
    await user.click(screen.getByRole('radio', { name: /^Commercial/ }));
    await user.click(review());
    expect(screen.getAllByText('Choose the audience of the commercial message.')).toHaveLength(2);
    await user.click(screen.getByRole('radio', { name: /^Merchants/ }));
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({ kind: 'commercial', audience: 'TACIR' });
  });

  it('reads date and time as Türkiye time and refuses a time in the past', async () => {
    const { onSubmit, user } = setUp();
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    const box = screen.getByRole('textbox', { name: 'Date and time' });
    await user.type(box, '21.11.2026 9.05');
    await user.click(review());
    expect(screen.getByText(/^This time is in the past/)).toBeTruthy();
    expect(document.activeElement).toBe(box);
    await user.clear(box);
    await user.type(box, '22.11.2026 9.05');
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0].sendAt).toEqual(new Date('2026-11-22T06:05:00Z'));
    expect(NOW).toBeLessThan(Date.parse('2026-11-22T06:05:00Z'));
  });

  it('keeps what was entered for later, also an unreadable text, while the person looks at now', async () => {
    const { user } = setUp();
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    await user.type(screen.getByRole('textbox', { name: 'Date and time' }), 'soon');
    await user.click(screen.getByRole('radio', { name: 'Now' }));
    expect(screen.queryByRole('textbox', { name: 'Date and time' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Date and time' }).value).toBe('soon');
    await user.click(screen.getByRole('button', { name: 'Tomorrow 10:00' }));
    await user.click(screen.getByRole('radio', { name: 'Now' }));
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    expect(screen.getByText('Sunday 22 Nov 2026 10:00, Türkiye time')).toBeTruthy();
  });

  it('explains a refusal with the code’s meaning and keeps the message', async () => {
    const { user } = setUp({}, { state: 'refused', code: 402 });
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/Not enough credit.*Top up.*Nothing was sent.*Provider code 402/s);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('Merhaba');
  });

  it.each<[string, SubmitResult, RegExp]>([
    [
      'the provider was not reached',
      { state: 'unreachable' },
      /^The provider could not be reached.*Nothing was sent/,
    ],
    [
      'the host refused the message',
      { state: 'refused', message: 'The monthly limit is used up.' },
      /^The message was not sent.*monthly limit.*Nothing was sent/,
    ],
    [
      'the provider returned an unlisted code',
      { state: 'refused', code: 999 },
      /^The provider refused the message.*Provider code 999/,
    ],
  ])('reports that %s', async (_why, result, expected) => {
    const { user } = setUp({}, result);
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(expected);
  });

  // guarantee: G-110
  it('reports an unknown outcome when the host’s callback rejects', async () => {
    const { user } = setUp({}, Promise.reject(new Error('socket hang up')));
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/may have been sent/);
  });

  it.each<[string, unknown]>([
    ['an order of its own', { orderId: '77', withheld: [] }],
    ['an error body', { statusCode: 422, message: 'Unprocessable', errorCode: 'invalid-input' }],
    ['nothing', undefined],
    ['null', null],
    ['HTML', '<!doctype html><title>502</title>'],
    ['a list', [{ state: 'accepted', orderIds: ['77'] }]],
    ['a number', 200],
    ['true', true],
    ['another state', { state: 'ok' }],
    ['an acceptance without order ids', { state: 'accepted' }],
    ['an acceptance with an id that is not a list', { state: 'accepted', orderIds: '77' }],
    ['an acceptance with ids of another type', { state: 'accepted', orderIds: [{}] }],
    ['a refusal whose code is a text', { state: 'refused', code: '450' }],
    ['a refusal whose message is a list', { state: 'refused', message: ['wrong'] }],
    ['a Response that was not read', { ok: true, status: 201 }],
    ['a rejection', Promise.reject(new Error('socket hang up'))],
    ['a rejection with nothing', Promise.reject(undefined as unknown as Error)],
    [
      'a rejection after the order was applied',
      Promise.reject(Object.assign(new Error(), { outcome: 'applied' })),
    ],
    [
      'an acceptance that was thrown',
      Promise.reject({ state: 'accepted', orderIds: ['1'] } as unknown as Error),
    ],
  ])('treats %s as an unknown outcome and does not send again', async (_what, result) => {
    const { onSubmit, user } = setUp({}, result);
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /^The outcome is unknown.*may have been sent/,
    );
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(review()).toHaveProperty('disabled', true);
    await user.click(review());
    const text = screen.getByRole('textbox', { name: 'Message' });
    expect(text).toHaveProperty('readOnly', true);
    await user.click(text);
    await user.keyboard('{Control>}{Enter}{/Control}{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it('sends a message of unknown outcome again only after the person declared it not sent and reviewed it', async () => {
    const { onSubmit, user } = setUp({}, undefined);
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    await user.click(await screen.findByRole('button', { name: 'It was not sent: return to the message' }));
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    expect(text.value).toBe('Merhaba');
    expect(document.activeElement).toBe(text);
    expect(onSubmit).toHaveBeenCalledTimes(1);
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    expect(onSubmit).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['an accepted message', { state: 'accepted', orderIds: ['77'] }],
    ['a message of unknown outcome', undefined],
  ])('focuses the recipients when another message is started after %s', async (_what, result) => {
    const { user } = setUp({}, result);
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    (await screen.findByRole('button', { name: 'Write another message' })).focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Recipients' }));
  });

  it('sends once for repeated presses before a render', async () => {
    const { onSubmit, user } = setUp({}, new Promise(() => undefined));
    await user.click(review());
    const button = dialog().getByRole('button', { name: /^Send to/ });
    act(() => {
      button.click();
      button.click();
    });
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    await user.click(screen.getByRole('textbox', { name: 'Message' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'an error whose outcome is that nothing was applied',
      Object.assign(new Error(), { outcome: 'not-applied', providerCode: 402 }),
      /Not enough credit.*Nothing was sent/s,
    ],
    [
      'an error before the request left',
      Object.assign(new Error(), { outcome: 'not-applied' }),
      /Nothing was sent/,
    ],
    ['a refusal that was thrown', { state: 'refused', message: 'Limit.' }, /Limit.*Nothing was sent/s],
  ])('allows sending again after %s', async (_what, error, expected) => {
    const { onSubmit, user } = setUp({}, Promise.reject(error as Error));
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(expected);
    await user.click(review());
    await user.click(dialog().getByRole('button', { name: /^Send to/ }));
    expect(onSubmit).toHaveBeenCalledTimes(2);
  });

  it('names an unfilled placeholder and refuses to send it', async () => {
    const { onSubmit, user } = setUp({ defaultValue: { ...READY, text: 'Sayın {ad}, [siparis_no] yolda' } });
    const fault = /{ad}, \[siparis_no\] would be sent without a value/;
    expect(screen.getByText(fault)).toBeTruthy();
    await user.click(review());
    expect(screen.queryByRole('dialog')).toBeNull();
    const text = screen.getByRole('textbox', { name: 'Message' });
    expect(document.activeElement).toBe(text);
    expect(text.getAttribute('aria-invalid')).toBe('true');
    await user.clear(text);
    await user.type(text, 'Sayın müşterimiz {{ } [[]');
    await user.click(review());
    expect(screen.getByRole('dialog')).toBeTruthy();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('accepts a placeholder that exactly matches a variable', async () => {
    const variables = [{ name: 'ad', label: 'Name', shortest: 'Su', longest: 'Ayse Nur', sample: 'Ayse' }];
    const { user } = setUp({ variables, defaultValue: { ...READY, text: 'Sayin {ad}' } });
    await user.click(review());
    expect(screen.getByRole('dialog')).toBeTruthy();
    await user.click(dialog().getByRole('button', { name: 'Back to the message' }));
    await user.type(screen.getByRole('textbox', { name: 'Message' }), ' {{{{ad}}');
    await user.click(review());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getAllByText(/{{ad}} would be sent without a value/)).toHaveLength(2);
  });

  it('collapses chosen recipients to one line and opens them again', async () => {
    const { container, user } = setUp();
    const collapsed = () => container.querySelector('[data-slot="recipients-field-chosen"]');
    expect(collapsed()?.textContent).toBe('2 recipientsChange');
    await user.click(screen.getByRole('button', { name: 'Change' }));
    const box = screen.getByRole('textbox', { name: 'Recipients' });
    await waitFor(() => expect(document.activeElement).toBe(box));
    await user.type(box, '{Enter}hello');
    expect(collapsed()).toBeNull();
    await user.click(screen.getByRole('textbox', { name: 'Message' }));
    await waitFor(() => expect(collapsed()?.textContent).toBe('2 recipients1 invalidChange'));
  });

  it('keeps a list open after reading its file until the focus moves on', async () => {
    const { container, user } = setUp({ defaultValue: { ...READY, recipients: recipientsFromText('') } });
    const file = new File(['numara\n05301234567\n'], 'liste.csv', { type: 'text/csv' });
    fireEvent.change(container.querySelector('input[type=file]')!, { target: { files: [file] } });
    expect(await screen.findByText('1 recipient will get the message')).toBeTruthy();
    await user.click(screen.getByRole('textbox', { name: 'Message' }));
    await waitFor(() =>
      expect(container.querySelector('[data-slot="recipients-field-chosen"]')?.textContent).toBe(
        '1 recipientliste.csvChange',
      ),
    );
  });

  it('keeps recipients open while none of them can receive a message', async () => {
    const { user } = setUp({ defaultValue: { ...READY, recipients: recipientsFromText('') } });
    await user.type(screen.getByRole('textbox', { name: 'Recipients' }), 'hello');
    await user.click(screen.getByRole('textbox', { name: 'Message' }));
    await user.tab();
    expect(screen.getByRole('textbox', { name: 'Recipients' })).toBeTruthy();
  });

  it('warns when the balance does not suffice', () => {
    setUp({ balance: 1 });
    expect(screen.getByText('The balance is 1 credit short.')).toBeTruthy();
  });

  it('calls a credit "kredi" in Turkish on an account billed in lira', () => {
    const { container } = render(
      <SmsUiProvider locale="tr" now={NOW} profile={{ characterMode: 'unicode', billing: 'lira' }}>
        <SmsComposer senders={['MARKA']} balance={1} onSubmit={async () => ACCEPTED} defaultValue={READY} />
        <BalanceCard credits={40} lowBelow={100} />
      </SmsUiProvider>,
    );
    expect(container.textContent).toContain('Bakiyeniz 1 kredi yetersiz.');
    expect(container.textContent).toContain('Bakiye azalıyor: 100 kredinin altında.');
    expect(container.textContent).not.toContain('kontör');
  });

  it('displays hostile text as text', () => {
    const { container } = setUp({
      defaultValue: { ...READY, text: '<img src=x onerror=alert(1)><script>x</script>' },
    });
    expect(container.querySelectorAll('img, script')).toHaveLength(0);
  });
});
