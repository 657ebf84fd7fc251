import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { ComposedMessage } from 'iletimerkezi-core';
import type { OrderCheck } from '../../../shared/api/orders.js';
import { useText } from '../../i18n/useText.js';
import { useWithheldTexts } from '../../lib/useWithheldTexts.js';

/**
 * With a real account, shows the dry run and requires the number of SMS to be typed before credits are spent.
 * Escape cancels.
 */
export function SpendDialog({
  check,
  kind,
  onAnswer,
}: {
  check: OrderCheck;
  kind: ComposedMessage['kind'];
  onAnswer: (confirmed: boolean) => void;
}) {
  const { t, number } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [typed, setTyped] = useState('');
  const hasRecipients = check.recipients > 0;
  const confirmed = hasRecipients && typed.replace(/\D/g, '') === String(check.sms);

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
        {kind === 'commercial' && check.consents === undefined && (
          <p className="note">{t('spend.notJudged')}</p>
        )}
        {hasRecipients ? (
          <label className="field dialog-field typed">
            <span>{t('spend.typed', { sms: number(check.sms) })}</span>
            <input
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
        ) : (
          <p className="note">{t('spend.noRecipients')}</p>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('spend.back')}
          </button>
          {hasRecipients && (
            <button type="submit" className="button" data-tone="accent" disabled={!confirmed}>
              {t('spend.send')}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

function DryRun({ check }: { check: OrderCheck }) {
  const { t, number } = useText();
  const { recipients, orders, duplicates, consents, parts, sms, balance } = check;
  const withheld = useWithheldTexts(consents?.withheld);
  return (
    <dl className="facts">
      <dt>{t('order.recipients')}</dt>
      <dd>
        <span>{t('order.recipients.value', { count: recipients, parts })}</span>
        {duplicates > 0 && <span>{` · ${t('order.duplicates', { count: duplicates })}`}</span>}
      </dd>
      {orders > 1 && (
        <>
          <dt>{t('spend.orders')}</dt>
          <dd>{number(orders)}</dd>
        </>
      )}
      {withheld.length > 0 && (
        <>
          <dt>{t('spend.withheld')}</dt>
          <dd>{withheld.join(' · ')}</dd>
        </>
      )}
      {consents !== undefined && consents.toCheck > 0 && (
        <>
          <dt>{t('spend.toCheck')}</dt>
          <dd>{t('spend.toCheck.value', { count: consents.toCheck })}</dd>
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
