import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createRef, useState } from 'react';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { CodeField, type CodeFieldProps } from './index.js';
import { codeIn } from './codeText.js';

const box = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Verification code' });
type OnComplete = NonNullable<CodeFieldProps['onComplete']>;

describe('the code in a pasted text', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['123–456', '123456'],
    ['1 2 3 4 5 6', '123456'],
    ['１２３４５６', '123456'],
    ['١٢٣٤٥٦', '123456'],
    ['Doğrulama kodunuz: 123456. 5 dakika geçerlidir. Kimseyle paylaşmayın.', '123456'],
    ['(2) Kodunuz: 123456\n@example.com #123456', '123456'],
    ['Your code is 123 456.', '123456'],
    ['Kod 123456, eski kod 654321', undefined],
    ['Kod 12345', undefined],
    ['1234567', undefined],
    ['Kargonuz yolda', undefined],
  ])('%j is %s', (text, code) => {
    expect(codeIn(text, 6)).toBe(code);
  });
});

describe('CodeField', () => {
  it('is one labelled text box whose description has the length', async () => {
    const { container } = renderKit(<CodeField length={8} defaultValue="12" />);
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
    const description = document.getElementById(box().getAttribute('aria-describedby')!);
    expect(description?.textContent?.trim()).toBe('8 digits');
    for (const cell of container.querySelectorAll('[data-slot=code-field-cell]')) {
      expect(cell.getAttribute('aria-hidden')).toBe('true');
    }
    expect([box().autocomplete, box().inputMode]).toEqual(['one-time-code', 'numeric']);
    await expectAccessible(container);
  });

  it('accepts digits only, in any script', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    renderKit(<CodeField onChange={onChange} />);
    await user.type(box(), '1a2-٣４');
    expect(box().value).toBe('1234');
    expect(onChange).toHaveBeenLastCalledWith({ value: '1234' });
  });

  it('refuses a digit too many, also in the middle', async () => {
    const user = userEvent.setup();
    renderKit(<CodeField defaultValue="123456" />);
    await user.click(box());
    box().setSelectionRange(2, 2);
    await user.keyboard('9');
    expect([box().value, box().selectionStart]).toEqual(['123456', 2]);
    await user.keyboard('{Backspace}9');
    expect([box().value, box().selectionStart]).toEqual(['193456', 2]);
  });

  it('reports a complete code once', async () => {
    const user = userEvent.setup();
    const onComplete = jest.fn<OnComplete>();
    renderKit(<CodeField onComplete={onComplete} />);
    await user.type(box(), '123456');
    await user.keyboard('{Backspace}6');
    await user.paste('123456');
    expect(onComplete.mock.calls).toEqual([[{ value: '123456' }]]);
    await user.keyboard('{Backspace}7');
    expect(onComplete).toHaveBeenLastCalledWith({ value: '123457' });
    expect(onComplete).toHaveBeenCalledTimes(2);
  });

  it('takes the code out of a pasted message, and ignores a message without one', async () => {
    const user = userEvent.setup();
    const onComplete = jest.fn<OnComplete>();
    renderKit(<CodeField onComplete={onComplete} defaultValue="99" />);
    await user.click(box());
    await user.paste('Toplantı 14.30’da, 3. katta');
    expect(box().value).toBe('99');
    await user.paste('Kodunuz: 123 456. Kimseyle paylaşmayın.\n@example.com #123456');
    expect(box().value).toBe('123456');
    expect(onComplete.mock.calls).toEqual([[{ value: '123456' }]]);
  });

  it('accepts the code of an autofill with spaces', () => {
    const onComplete = jest.fn<OnComplete>();
    renderKit(<CodeField onComplete={onComplete} />);
    fireEvent.input(box(), { target: { value: '123 456' } });
    expect(box().value).toBe('123456');
    expect(onComplete).toHaveBeenCalledTimes(1);
  });

  it('limits the length to 4 to 10 digits', () => {
    const { container, rerender } = renderKit(<CodeField length={2} />);
    const cells = () => container.querySelectorAll('[data-slot=code-field-cell]').length;
    expect(cells()).toBe(4);
    rerender(<CodeField length={40} />);
    expect(cells()).toBe(10);
  });

  it('follows a host that holds the code', async () => {
    const user = userEvent.setup();
    function Host() {
      const [value, setValue] = useState('');
      return (
        <CodeField value={value} onChange={(change) => setValue(change.value === '13' ? '' : change.value)} />
      );
    }
    renderKit(<Host />);
    await user.type(box(), '12{Backspace}3');
    expect(box().value).toBe('');
  });

  it('submits with a native form, and holds an incomplete code back', async () => {
    const user = userEvent.setup();
    const sent = jest.fn();
    renderKit(
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sent(new FormData(event.currentTarget).get('code'));
        }}
      >
        <CodeField name="code" required />
        <button type="submit">Save</button>
      </form>,
    );
    await user.type(box(), '123{Enter}');
    expect(sent).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toBe('Enter all 6 digits of the code.');
    expect(box().getAttribute('aria-invalid')).toBe('true');
    await user.type(box(), '456{Enter}');
    expect(sent.mock.calls).toEqual([['123456']]);
  });

  it('passes its ref to the text box', () => {
    const ref = createRef<HTMLInputElement>();
    renderKit(<CodeField ref={ref} />);
    expect(ref.current).toBe(box());
  });
});

describe('WebOTP', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'OTPCredential');
    Reflect.deleteProperty(navigator, 'credentials');
  });

  function installWebOtp() {
    const requests: { signal: AbortSignal; answer: (code: string) => void }[] = [];
    Object.defineProperty(globalThis, 'OTPCredential', { configurable: true, value: class {} });
    Object.defineProperty(navigator, 'credentials', {
      configurable: true,
      value: {
        get: ({ signal }: { signal: AbortSignal }) =>
          new Promise((resolve) => requests.push({ signal, answer: (code) => resolve({ code }) })),
      },
    });
    return requests;
  }

  it('fills the code in, and ends the request', async () => {
    const requests = installWebOtp();
    const onComplete = jest.fn<OnComplete>();
    renderKit(<CodeField onComplete={onComplete} />);
    expect(requests).toHaveLength(1);
    await act(async () => requests[0]?.answer('123456'));
    await waitFor(() => expect(box().value).toBe('123456'));
    expect(onComplete.mock.calls).toEqual([[{ value: '123456' }]]);
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it('is aborted when the code is typed and when the field is removed', async () => {
    const user = userEvent.setup();
    const requests = installWebOtp();
    const { unmount } = renderKit(<CodeField />);
    await user.type(box(), '123456');
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true]);
    await user.keyboard('{Backspace}');
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    unmount();
    expect(requests[1]?.signal.aborted).toBe(true);
  });

  it('is not requested with `webOtp={false}`', () => {
    const requests = installWebOtp();
    renderKit(<CodeField webOtp={false} />);
    expect(requests).toHaveLength(0);
  });
});
