import { useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/useText.js';

/** Asks for confirmation of an irreversible action. Escape and the first button cancel. */
export function ConfirmDialog({
  title,
  text,
  confirm,
  onAnswer,
}: {
  title: string;
  text: string;
  confirm: string;
  onAnswer: (confirmed: boolean) => void;
}) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={() => onAnswer(false)}>
      <h2 id={id}>{title}</h2>
      <p>{text}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t('dialog.back')}
        </button>
        <button type="button" className="button" data-tone="accent" onClick={() => onAnswer(true)}>
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
