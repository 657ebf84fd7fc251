import { useId, useState, type ReactNode } from 'react';
import { useText } from '../i18n/text.js';

interface FieldProps {
  label: string;
  hint?: string;
  children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}

/** A labelled control, its hint read out with it. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy: hint === undefined ? undefined : `${id}-hint` })}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A box to search in. */
export function SearchField({
  label,
  value,
  onChange,
  ...rest
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  inputMode?: 'tel';
}) {
  return (
    <Field label={label}>
      {({ id }) => (
        <input
          {...rest}
          id={id}
          type="search"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A field for a number of repetitions; `NaN` while it is empty. */
export function TimesField({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { t } = useText();
  return (
    <Field label={t('faultsView.times')}>
      {({ id }) => (
        <input
          id={id}
          type="number"
          min={1}
          max={1_000_000}
          required
          value={Number.isNaN(value) ? '' : value}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      )}
    </Field>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value) => void;
}

export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      {({ id }) => (
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const picked = options.find((option) => option.value === event.target.value);
            if (picked) onChange(picked.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A button that asks once more before it does what cannot be undone. */
export function SureButton({
  text,
  sure,
  running,
  onSure,
}: {
  text: string;
  sure: string;
  running: boolean;
  onSure: () => void;
}) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button type="button" className="button" disabled={running} onClick={() => setAsking(true)}>
        {text}
      </button>
    );
  }
  return (
    <span className="sure">
      <button
        type="button"
        className="button"
        data-kind="danger"
        ref={takeFocus}
        onClick={() => {
          setAsking(false);
          onSure();
        }}
      >
        {sure}
      </button>
      <button type="button" className="button" onClick={() => setAsking(false)}>
        {t('common.cancel')}
      </button>
    </span>
  );
}

/** The button that asks takes the place, and the focus, of the one that was pressed. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}
