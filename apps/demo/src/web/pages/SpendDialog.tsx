import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useText } from '../i18n/useText.js';

/** With a real account: the number of SMS has to be typed before any credit is spent. Escape sends nothing. */
export function SpendDialog({ sms, onAnswer }: { sms: number; onAnswer: (confirmed: boolean) => void }) {
  const { t, number } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [typed, setTyped] = useState('');
  const confirmed = typed.replace(/\D/g, '') === String(sms);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed) onAnswer(true);
  };

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={() => onAnswer(false)}>
      <form onSubmit={submit}>
        <h2 id={title}>{t('spend.title')}</h2>
        <label className="typed">
          {t('spend.typed', { sms: number(sms) })}
          <input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('spend.back')}
          </button>
          <button type="submit" className="button" data-tone="accent" disabled={!confirmed}>
            {t('spend.send')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
