'use client';
import { parsePhone, type E164, type PhoneFault } from 'iletimerkezi-core/phone';
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
import { partsOf, type ClassNames } from '../../parts/part.js';
import { focusFirstInvalid } from '../../parts/focusFirstInvalid.js';
import { useFormReset } from '../../parts/useFormReset.js';
import { useTextEdits } from '../../parts/useTextEdits.js';
import { useSmsUi } from '../../provider/context.js';
import { displayPasted, displayPhone, formatTyped, isPhoneSeparator } from './phoneText.js';

/** The parts of a PhoneField that take a class name. */
export type PhoneFieldPart = 'root' | 'input' | 'fault';

/** The content of the field. */
export interface PhoneFieldChange {
  /** The number; undefined while the text is none. */
  value: E164 | undefined;
  /** The text as displayed. */
  text: string;
  /** Why the text is no number. */
  fault: PhoneFault | undefined;
}

export interface PhoneFieldProps extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'value' | 'defaultValue' | 'onChange' | 'type' | 'children'
> {
  /**
   * The number in E.164, where the host holds it. Pass the last `value` of `onChange`: an incomplete text stays while it is
   * undefined. Another number replaces the text, and undefined instead of the number of the text clears it.
   */
  value?: string;
  /** The initial number in E.164. */
  defaultValue?: string;
  onChange?: (change: PhoneFieldChange) => void;
  /** Accepts numbers of other countries, written with `+` or `00`. Default: `profile.abroad` of the provider. */
  abroad?: boolean;
  /** Replaces the label "Mobile phone". */
  label?: string;
  /** Replaces the example below the label. An empty text removes it. */
  hint?: string;
  /** A fault found by the host, shown at the field and tied to it. */
  error?: string;
  classNames?: ClassNames<PhoneFieldPart>;
}

/**
 * A text box for a mobile phone. Groups the digits while they are typed, accepts pasted numbers in any form, and returns
 * E.164. `name` submits E.164 with a native form. `ref`, `className` and all other attributes belong to the `input`.
 */
export const PhoneField = forwardRef<HTMLInputElement, PhoneFieldProps>(function PhoneField(
  {
    value,
    defaultValue,
    onChange,
    onBlur,
    onInvalid,
    abroad: abroadProp,
    label,
    hint,
    error,
    id: idProp,
    name,
    form,
    required = false,
    disabled,
    className,
    classNames,
    'aria-describedby': describedBy,
    ...rest
  },
  ref,
) {
  const { t, profile } = useSmsUi();
  const abroad = abroadProp ?? profile.abroad;
  const part = partsOf('phone-field', classNames);
  const ownId = useId();
  const id = idProp ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current, []);

  const [text, setText] = useState(() => displayPhone(value ?? defaultValue ?? ''));
  const [displayedFault, setDisplayedFault] = useState<PhoneFault>();
  const parsed = parsePhone(text, { abroad });
  const number = parsed.ok ? parsed.value : undefined;
  const fault = parsed.ok || (text === '' && !required) ? undefined : parsed.reason;

  const [seenValue, setSeenValue] = useState(value);
  if (value !== seenValue) {
    setSeenValue(value);
    if ((value ?? '') !== (number ?? '')) {
      setText(displayPhone(value ?? ''));
      setDisplayedFault(undefined);
    }
  }

  const change = (next: string): void => {
    setText(next);
    setDisplayedFault(undefined);
    const result = parsePhone(next, { abroad });
    onChange?.({
      value: result.ok ? result.value : undefined,
      text: next,
      fault: result.ok || (next === '' && !required) ? undefined : result.reason,
    });
  };

  useTextEdits(input, {
    format: formatTyped,
    replaceBy: (pasted) => displayPasted(pasted, abroad),
    isSeparator: isPhoneSeparator,
    onFound: change,
  });
  useFormReset(input, () => change(displayPhone(defaultValue ?? '')));
  const faultText = fault === undefined ? '' : t(`phoneField.fault.${fault}`);
  useEffect(() => {
    // An empty required field has a fault of the browser already.
    input.current?.setCustomValidity(text === '' ? '' : faultText);
  }, [text, faultText]);

  const hintText = hint ?? t(abroad ? 'phoneField.hint.abroad' : 'phoneField.hint');
  const shownFault = error ?? (displayedFault && t(`phoneField.fault.${displayedFault}`));
  const descriptions = [
    describedBy,
    hintText === '' ? undefined : `${id}-hint`,
    shownFault === undefined ? undefined : `${id}-fault`,
  ];
  return (
    <div {...part('root', 'sms-field')}>
      <label className="sms-label" htmlFor={id}>
        {label ?? t('phoneField.label')}
      </label>
      {hintText === '' ? null : (
        <div className="sms-hint" id={`${id}-hint`}>
          {hintText}
        </div>
      )}
      <input
        inputMode="tel"
        autoComplete="tel"
        {...rest}
        {...part('input', className ? `sms-input ${className}` : 'sms-input')}
        ref={input}
        id={id}
        type="tel"
        dir="ltr"
        form={form}
        required={required}
        disabled={disabled}
        value={text}
        aria-invalid={shownFault !== undefined || undefined}
        aria-describedby={descriptions.filter(Boolean).join(' ') || undefined}
        onChange={(event) => change(event.target.value)}
        onBlur={(event) => {
          // An empty field is not a fault before the form is submitted.
          if (text !== '') setDisplayedFault(fault);
          onBlur?.(event);
        }}
        onInvalid={(event) => {
          event.preventDefault();
          setDisplayedFault(fault);
          focusFirstInvalid(event.currentTarget);
          onInvalid?.(event);
        }}
      />
      {name === undefined ? null : (
        <input type="hidden" name={name} form={form} disabled={disabled} value={number ?? ''} />
      )}
      <div {...part('fault')} role="status">
        <FieldFault id={`${id}-fault`} text={shownFault} />
      </div>
    </div>
  );
});
