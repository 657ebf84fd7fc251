import { formatDateTime, parseDateTime } from 'iletimerkezi-core';
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
  const id = useId();
  const [firstDay = '', firstClock = ''] = formatDateTime(sendAt).split(' ');
  const [day, setDay] = useState(firstDay);
  const [clock, setClock] = useState(firstClock.slice(0, 5));
  const [fault, setFault] = useState<'invalid' | 'past'>();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const time = parseDateTime(`${day} ${clock.trim().replace('.', ':').padStart(5, '0')}`);
    if (time === undefined) setFault('invalid');
    else if (time.getTime() <= Date.now()) setFault('past');
    else onAnswer(time);
  };

  const input = {
    autoComplete: 'off',
    'aria-invalid': fault !== undefined,
    'aria-describedby': `${id}-hint${fault === undefined ? '' : ` ${id}-fault`}`,
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={() => onAnswer()}>
      <form onSubmit={submit} noValidate>
        <h2 id={id}>{t('scheduled.move.title')}</h2>
        <div className="dialog-fields">
          <label className="field">
            <span>{t('scheduled.date')}</span>
            <input {...input} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          </label>
          <label className="field">
            <span>{t('scheduled.time')}</span>
            <input
              {...input}
              inputMode="numeric"
              maxLength={5}
              placeholder="14:30"
              value={clock}
              onChange={(event) => setClock(event.target.value)}
            />
          </label>
        </div>
        <p className="muted" id={`${id}-hint`}>
          {t('scheduled.zone')}
        </p>
        {fault !== undefined && (
          <p className="note" role="alert" id={`${id}-fault`}>
            {t(`scheduled.move.${fault}`)}
          </p>
        )}
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
