import { DateTimeField, type DateTimeFieldChange } from 'react-sms-ui';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useText } from '../../i18n/useText.js';

/** Asks for the new time of a scheduled order, in Türkiye time. */
export function MoveDialog({
  sendAt,
  onAnswer,
}: {
  sendAt: Date;
  /** The time, or nothing when the person goes back. */
  onAnswer: (time?: Date) => void;
}) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [{ value, fault }, setEntered] = useState<Pick<DateTimeFieldChange, 'value' | 'fault'>>({
    value: sendAt,
    fault: undefined,
  });
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== undefined && fault === undefined) {
      onAnswer(value);
      return;
    }
    setEmpty(value === undefined);
    input.current?.focus();
  };

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={() => onAnswer()}>
      <form onSubmit={submit} noValidate>
        <h2 id={id}>{t('scheduled.move.title')}</h2>
        <DateTimeField
          ref={input}
          value={value ?? null}
          error={isEmpty ? t('scheduled.move.invalid') : undefined}
          onChange={(change) => {
            setEmpty(false);
            setEntered(change);
          }}
        />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('dialog.back')}
          </button>
          <button type="submit" className="button" data-tone="accent">
            {t('scheduled.move.save')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
