'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from 'react';
import { FieldFault } from '../../parts/FieldFault.js';
import { focusFirstInvalid } from '../../parts/focusFirstInvalid.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useControlled } from '../../parts/useControlled.js';
import { useFormReset } from '../../parts/useFormReset.js';
import { useTextEdits } from '../../parts/useTextEdits.js';
import { useSmsUi } from '../../provider/context.js';
import { codeIn, digitsOf } from './codeText.js';
import { receiveCode } from './receiveCode.js';

/** The parts of a CodeField that take a class name. */
export type CodeFieldPart = 'root' | 'cells' | 'cell' | 'input' | 'fault';

export interface CodeFieldProps extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'value' | 'defaultValue' | 'onChange' | 'type' | 'children' | 'maxLength' | 'minLength' | 'pattern'
> {
  /** The number of digits, 4 to 10. Default 6. */
  length?: number;
  /** The digits, where the host holds them. */
  value?: string;
  defaultValue?: string;
  onChange?: (change: { value: string }) => void;
  /** Called when the last digit is there, once for each code: the same code is not reported twice in succession. */
  onComplete?: (change: { value: string }) => void;
  /** Replaces the label "Verification code". */
  label?: string;
  /** A text below the label. The number of digits is part of the description in any case. */
  hint?: string;
  /** A fault found by the host, shown at the field and tied to it. */
  error?: string;
  /** Reads the code from the message where the browser has WebOTP, after the person agrees. Default true. */
  webOtp?: boolean;
  classNames?: ClassNames<CodeFieldPart>;
}

const SHORTEST = 4;
const LONGEST = 10;

/**
 * One text box for a one-time code, drawn as cells. Accepts the code typed, pasted, from a pasted message, from autofill
 * and from WebOTP. `ref`, `className` and all other attributes belong to the `input`.
 */
export const CodeField = forwardRef<HTMLInputElement, CodeFieldProps>(function CodeField(
  {
    length: lengthProp = 6,
    value: controlled,
    defaultValue = '',
    onChange,
    onComplete,
    onInvalid,
    label,
    hint,
    error,
    webOtp = true,
    id: idProp,
    className,
    classNames,
    'aria-describedby': describedBy,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const length = Math.min(LONGEST, Math.max(SHORTEST, Math.trunc(lengthProp)));
  const part = partsOf('code-field', classNames);
  const ownId = useId();
  const id = idProp ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current, []);
  const [value, setOwn] = useControlled(controlled, defaultValue);
  const [isIncomplete, setIncomplete] = useState(false);
  const completed = useRef('');

  const change = (next: string): void => {
    setOwn(next);
    setIncomplete(false);
    onChange?.({ value: next });
    if (!isCode(next, length) || next === completed.current) return;
    completed.current = next;
    onComplete?.({ value: next });
  };

  useTextEdits(input, {
    format: ({ text, caret }, before) => {
      const digits = digitsOf(text);
      // A digit too many is refused, as `maxLength` does it, which would cut pasted messages.
      if (digits.length > length && before !== undefined) return { text: before, caret: caret - 1 };
      return { text: digits.slice(0, length), caret: digitsOf(text.slice(0, caret)).length };
    },
    replaceBy: (pasted) => codeIn(pasted, length) ?? (/\p{L}/u.test(pasted) ? value : undefined),
    isSeparator: () => false,
    onFound: change,
  });
  useFormReset(input, () => change(defaultValue));

  const latestChange = useRef(change);
  useEffect(() => {
    latestChange.current = change;
  });
  const isWaiting = webOtp && !isCode(value, length) && rest.disabled !== true && rest.readOnly !== true;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const waiting = new AbortController();
    void receiveCode(waiting.signal).then((text) => {
      const code = text === undefined ? undefined : codeIn(text, length);
      if (code !== undefined && !waiting.signal.aborted) latestChange.current(code);
    });
    return () => waiting.abort();
  }, [isWaiting, length]);

  const fault = error ?? (isIncomplete ? t('codeField.incomplete', { count: length }) : undefined);
  const descriptions = [describedBy, `${id}-hint`, fault === undefined ? undefined : `${id}-fault`];
  return (
    <div {...part('root', 'sms-field')}>
      <label className="sms-label" htmlFor={id}>
        {label ?? t('codeField.label')}
      </label>
      <div className={hint === undefined ? 'sms-hidden' : 'sms-hint'} id={`${id}-hint`}>
        <span>{hint}</span> <span className="sms-hidden">{t('codeField.length', { count: length })}</span>
      </div>
      <div className="sms-code-field-box">
        <div
          {...part('cells')}
          dir="ltr"
          data-length={length}
          data-invalid={fault !== undefined || undefined}
        >
          {Array.from({ length }, (_, index) => (
            <span
              key={index}
              {...part('cell')}
              aria-hidden="true"
              data-state={index < value.length ? 'filled' : index === value.length ? 'next' : undefined}
            />
          ))}
          <input
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            {...rest}
            {...part('input', className)}
            ref={input}
            id={id}
            type="text"
            pattern={`[0-9]{${length}}`}
            value={value}
            aria-invalid={fault !== undefined || undefined}
            aria-describedby={descriptions.filter(Boolean).join(' ')}
            onChange={(event) => change(event.target.value)}
            onInvalid={(event) => {
              event.preventDefault();
              setIncomplete(true);
              focusFirstInvalid(event.currentTarget);
              onInvalid?.(event);
            }}
          />
        </div>
      </div>
      <div {...part('fault')} role="status">
        <FieldFault id={`${id}-fault`} text={fault} />
      </div>
    </div>
  );
});

const isCode = (text: string, length: number): boolean => text.length === length && /^[0-9]+$/.test(text);
