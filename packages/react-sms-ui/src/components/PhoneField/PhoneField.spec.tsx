import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { act, createRef, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Controller, useForm } from 'react-hook-form';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { PhoneField, type PhoneFieldChange, type PhoneFieldProps } from './index.js';
import { formatTyped } from './phoneText.js';

const box = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Mobile phone' });
const caretOf = (input: HTMLInputElement) => [input.selectionStart, input.selectionEnd];

describe('the format of a typed number', () => {
  it.each([
    ['0530', '0530'],
    ['05301', '0530 1'],
    ['05301234567', '0530 123 45 67'],
    ['5301234567', '530 123 45 67'],
    ['+905301234567', '+90 530 123 45 67'],
    ['00905301234567', '0090 530 123 45 67'],
    ['905301234567', '90 530 123 45 67'],
    ['+90 (0) 530', '+90 0530'],
    ['0530-123.45/67', '0530 123 45 67'],
    ['０５３０１２３４５６７', '0530 123 45 67'],
    ['٠٥٣٠١٢٣٤٥٦٧', '0530 123 45 67'],
    ['053012345678', '0530 123 45 678'],
    ['+49 151 1234-5678', '+49 151 1234-5678'],
    ['+9', '+9'],
    ['00', '00'],
    ['0530 abc', '0530 abc'],
    ['', ''],
  ])('of %s is %s', (text, formatted) => {
    expect(formatTyped({ text, caret: text.length })).toEqual({ text: formatted, caret: formatted.length });
  });

  it('keeps the caret behind the same digit at every position of every edit', () => {
    const digits = '05301234567';
    for (let length = 0; length <= digits.length; length += 1) {
      for (let caret = 0; caret <= length; caret += 1) {
        const edit = formatTyped({ text: digits.slice(0, length), caret });
        expect(edit.text.slice(0, edit.caret).replaceAll(' ', '')).toBe(digits.slice(0, caret));
        expect(formatTyped(edit)).toEqual(edit);
      }
    }
  });
});

describe('PhoneField', () => {
  it('groups the digits while they are typed, and returns E.164 once the number is complete', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn<(change: PhoneFieldChange) => void>();
    renderKit(<PhoneField onChange={onChange} />);
    await user.type(box(), '0530123456');
    expect(box().value).toBe('0530 123 45 6');
    expect(onChange).toHaveBeenLastCalledWith({
      value: undefined,
      text: '0530 123 45 6',
      fault: 'too-short',
    });
    await user.type(box(), '7');
    expect(onChange.mock.lastCall).toEqual([
      { value: '+905301234567', text: '0530 123 45 67', fault: undefined },
    ]);
  });

  it('inserts and deletes in the middle without moving the caret', async () => {
    const user = userEvent.setup();
    renderKit(<PhoneField defaultValue="+905301234567" />);
    await user.click(box());
    box().setSelectionRange(6, 6);
    await user.keyboard('9');
    expect([box().value, caretOf(box())]).toEqual(['0530 192 34 567', [7, 7]]);
    await user.keyboard('{Backspace}');
    expect([box().value, caretOf(box())]).toEqual(['0530 123 45 67', [6, 6]]);
    // Over a separator: the digit before it is deleted.
    box().setSelectionRange(5, 5);
    await user.keyboard('{Backspace}');
    expect([box().value, caretOf(box())]).toEqual(['0531 234 56 7', [3, 3]]);
    box().setSelectionRange(4, 4);
    await user.keyboard('{Delete}');
    expect([box().value, caretOf(box())]).toEqual(['0531 345 67', [4, 4]]);
  });

  it('replaces a selected number', async () => {
    const user = userEvent.setup();
    renderKit(<PhoneField defaultValue="+905301234567" />);
    await user.click(box());
    box().select();
    await user.keyboard('05');
    expect(box().value).toBe('05');
  });

  it.each([
    '+905301234567',
    '00905301234567',
    '905301234567',
    '5301234567',
    '0 (530) 123-45-67',
    '+90 530 123 45 67',
    '0530\u00a0123\u00a045\u00a067',
    '0530.123.45.67\n',
    '０５３０ １２３ ４５ ６７',
    'tel:+905301234567',
  ])('displays the pasted number %j in one form', async (pasted) => {
    const user = userEvent.setup();
    const onChange = jest.fn<(change: PhoneFieldChange) => void>();
    renderKit(<PhoneField defaultValue="+905320000000" onChange={onChange} />);
    await user.click(box());
    await user.paste(pasted);
    expect(box().value).toBe('0530 123 45 67');
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ value: '+905301234567' }));
  });

  it('inserts a pasted piece of a number at the caret', async () => {
    const user = userEvent.setup();
    renderKit(<PhoneField />);
    await user.type(box(), '0530');
    await user.paste('123 45');
    expect(box().value).toBe('0530 123 45');
  });

  it('formats what the browser fills in', () => {
    renderKit(<PhoneField />);
    fireEvent.input(box(), { target: { value: '+905301234567' } });
    expect(box().value).toBe('+90 530 123 45 67');
  });

  it('leaves a composition alone until it ends', () => {
    renderKit(<PhoneField />);
    fireEvent.compositionStart(box());
    fireEvent(box(), new InputEvent('beforeinput', { isComposing: true, cancelable: true, bubbles: true }));
    box().value = '０５３０１';
    fireEvent(box(), new InputEvent('input', { isComposing: true, bubbles: true }));
    expect(box().value).toBe('０５３０１');
    fireEvent.compositionEnd(box());
    expect(box().value).toBe('0530 1');
  });

  it('shows a fault when the focus leaves, not while typing, and not in an empty field', async () => {
    const user = userEvent.setup();
    const { container } = renderKit(<PhoneField required />);
    await user.tab();
    await user.tab();
    expect(box().getAttribute('aria-invalid')).toBeNull();
    await user.type(box(), '0212 555 44 33');
    expect(box().getAttribute('aria-invalid')).toBeNull();
    await user.tab();
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('status').textContent).toBe(
      'This is a landline. Enter a mobile number, which starts with 05.',
    );
    expect(box().getAttribute('aria-describedby')).toContain(
      screen.getByRole('status').firstElementChild?.id ?? 'none',
    );
    await expectAccessible(container);
    await user.type(box(), '{Backspace}');
    expect(box().getAttribute('aria-invalid')).toBeNull();
  });

  it('accepts numbers of other countries with `abroad` only', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn<(change: PhoneFieldChange) => void>();
    const { rerender } = renderKit(<PhoneField onChange={onChange} />);
    await user.type(box(), '+49 151 12345678');
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ value: undefined, fault: 'foreign' }),
    );
    rerender(<PhoneField onChange={onChange} abroad />);
    await user.type(box(), '9');
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ value: '+49151123456789', text: '+49 151 123456789' }),
    );
  });

  it('submits E.164 with a native form, and holds an incomplete number back', async () => {
    const user = userEvent.setup();
    const sent = jest.fn();
    renderKit(
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sent(new FormData(event.currentTarget).get('phone'));
        }}
      >
        <PhoneField name="phone" required />
        <button type="submit">Save</button>
      </form>,
    );
    await user.click(screen.getByRole('button'));
    expect(screen.getByRole('status').textContent).toBe('Enter your mobile phone number.');
    expect(document.activeElement).toBe(box());
    await user.type(box(), '0530123');
    await user.keyboard('{Enter}');
    expect(sent).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toMatch(/Some digits are missing/);
    await user.type(box(), '4567{Enter}');
    expect(sent.mock.calls).toEqual([['+905301234567']]);
  });

  it('returns to its initial number when the form is reset', async () => {
    const user = userEvent.setup();
    const form = createRef<HTMLFormElement>();
    renderKit(
      <form ref={form}>
        <PhoneField name="phone" defaultValue="+905301234567" />
      </form>,
    );
    await user.type(box(), '8');
    fireEvent.reset(form.current!);
    expect(box().value).toBe('0530 123 45 67');
    expect(new FormData(form.current!).get('phone')).toBe('+905301234567');
  });

  it('keeps an incomplete text of a host that holds the number, and follows the host', async () => {
    const user = userEvent.setup();
    function Host(props: PhoneFieldProps) {
      const [value, setValue] = useState<string>();
      return (
        <>
          <PhoneField {...props} value={value} onChange={(change) => setValue(change.value)} />
          <button type="button" onClick={() => setValue('+905320000000')}>
            Fill
          </button>
          <button type="button" onClick={() => setValue(undefined)}>
            Clear
          </button>
        </>
      );
    }
    renderKit(<Host />);
    await user.type(box(), '05301234567');
    await user.type(box(), '{Backspace}{Backspace}');
    expect(box().value).toBe('0530 123 45');
    await user.click(screen.getByRole('button', { name: 'Fill' }));
    expect(box().value).toBe('0532 000 00 00');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(box().value).toBe('');
  });

  it('keeps and formats a number that was entered before React was ready', async () => {
    const onChange = jest.fn<(change: PhoneFieldChange) => void>();
    const page = (
      <SmsUiProvider locale="en" profile={{ characterMode: 'unicode' }}>
        <PhoneField name="phone" onChange={onChange} />
      </SmsUiProvider>
    );
    const { renderToString } = await import('react-dom/server');
    const root = document.createElement('div');
    document.body.append(root);
    root.innerHTML = renderToString(page);
    box().value = '05301234567';
    await act(async () => {
      hydrateRoot(root, page);
    });
    expect(box().value).toBe('0530 123 45 67');
    expect(onChange.mock.lastCall?.[0].value).toBe('+905301234567');
    expect(root.querySelector<HTMLInputElement>('[name=phone]')?.value).toBe('+905301234567');
    root.remove();
  });

  it('works in a form of react-hook-form', async () => {
    const user = userEvent.setup();
    const onSubmit = jest.fn();
    function Form() {
      const form = useForm<{ phone: string }>({ defaultValues: { phone: '' } });
      return (
        <form noValidate onSubmit={(event) => void form.handleSubmit((values) => onSubmit(values))(event)}>
          <Controller
            name="phone"
            control={form.control}
            rules={{ required: 'A number is needed.' }}
            render={({ field: { onChange, ...field }, fieldState }) => (
              <PhoneField
                {...field}
                error={fieldState.error?.message}
                onChange={({ value }) => onChange(value ?? '')}
              />
            )}
          />
          <button type="submit">Save</button>
          <button type="button" onClick={() => form.reset()}>
            Reset
          </button>
        </form>
      );
    }
    renderKit(<Form />);
    await user.type(box(), '0530123');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByRole('status').textContent).toBe('A number is needed.');
    expect(document.activeElement).toBe(box());
    await user.type(box(), '4567');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSubmit.mock.calls).toEqual([[{ phone: '+905301234567' }]]);
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(box().value).toBe('');
  });

  it('has the keyboard, the autofill and the direction of a phone number', () => {
    const ref = createRef<HTMLInputElement>();
    renderKit(<PhoneField ref={ref} error="Known already" />);
    expect(ref.current).toBe(box());
    expect(box().inputMode).toBe('tel');
    expect(box().autocomplete).toBe('tel');
    expect(box().dir).toBe('ltr');
    expect(screen.getByRole('status').textContent).toBe('Known already');
  });
});
