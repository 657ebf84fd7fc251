import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { OrderCheck } from '../../../shared/api/orders.js';
import { useText } from '../../i18n/useText.js';

/**
 * With a real account: the dry run is shown, and the number of SMS has to be typed before any credit is spent.
 * Escape sends nothing.
 */
export function SpendDialog({
  check,
  onAnswer,
}: {
  check: OrderCheck;
  onAnswer: (confirmed: boolean) => void;
}) {
  const { t, number } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [typed, setTyped] = useState('');
  const confirmed = typed.replace(/\D/g, '') === String(check.sms);

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
        <DryRun check={check} />
        <label className="typed">
          {t('spend.typed', { sms: number(check.sms) })}
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

function DryRun({ check }: { check: OrderCheck }) {
  const { t, number } = useText();
  const { recipients, orders, duplicates, leftOut, parts, sms, balance } = check;
  const away = leftOut.refused + leftOut['no-consent'];
  return (
    <dl className="facts">
      <dt>{t('order.recipients')}</dt>
      <dd>
        {t('order.recipients.value', { count: recipients, parts })}
        {duplicates > 0 && ` · ${t('order.duplicates', { count: duplicates })}`}
      </dd>
      {orders > 1 && (
        <>
          <dt>{t('spend.orders')}</dt>
          <dd>{number(orders)}</dd>
        </>
      )}
      {away > 0 && (
        <>
          <dt>{t('spend.leftOut')}</dt>
          <dd>{t('leftOut.why', { refused: leftOut.refused, missing: leftOut['no-consent'] })}</dd>
        </>
      )}
      <dt>{t('spend.sms')}</dt>
      <dd>{number(sms)}</dd>
      {balance !== undefined && (
        <>
          <dt>{t('spend.balance')}</dt>
          <dd>{t('spend.balance.value', { before: number(balance), after: number(balance - sms) })}</dd>
        </>
      )}
    </dl>
  );
}
