import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { NewOrder, Problem } from '../../shared/api.js';
import { useText } from '../i18n/useText.js';
import { ProblemNote } from '../shell/ProblemNote.js';

/** What is about to happen, in numbers. */
export interface OrderSummary {
  order: NewOrder;
  duplicates: number;
  rejected: number;
  parts: number;
  /** The most parts the provider may bill; equal to `parts` where its rule leaves no doubt. */
  partsMax: number;
  /** Credits, as SMS, before this order. */
  balance?: number;
}

interface ConfirmDialogProps {
  summary: OrderSummary;
  /** Ask for the number of SMS to be typed: the order spends real credits. */
  typed: boolean;
  sending: boolean;
  problem?: Problem;
  onConfirm: (confirmedSms: number) => void;
  onClose: () => void;
}

/** The last look before an order: nothing is sent before its button, and Escape leads back to editing. */
export function ConfirmDialog({ summary, typed, sending, problem, onConfirm, onClose }: ConfirmDialogProps) {
  const { t, number } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [typedSms, setTypedSms] = useState('');
  const { order, duplicates, rejected, parts, partsMax, balance } = summary;
  const count = order.recipients.length;
  const sms = count * parts;
  const smsMax = count * partsMax;
  const confirmed = !typed || typedSms.replace(/\D/g, '') === String(sms);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed && !sending) onConfirm(sms);
  };

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={title}
      onCancel={(event) => {
        if (sending) event.preventDefault();
      }}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <h2 id={title}>{t('confirm.title')}</h2>
        {problem && <ProblemNote problem={problem} />}
        <dl className="facts">
          <dt>{t('confirm.recipients')}</dt>
          <dd>{t('confirm.recipients.value', { count })}</dd>
          {duplicates + rejected > 0 && (
            <>
              <dt>{t('confirm.leftOut')}</dt>
              <dd>{t('confirm.leftOut.value', { duplicates, rejected })}</dd>
            </>
          )}
          <dt>{t('confirm.cost')}</dt>
          <dd>
            {smsMax > sms
              ? t('confirm.cost.range', { from: sms, to: smsMax })
              : t('confirm.cost.value', { sms })}
          </dd>
          {balance !== undefined && (
            <>
              <dt>{t('confirm.balanceAfter')}</dt>
              <dd>{t('confirm.cost.value', { sms: balance - smsMax })}</dd>
            </>
          )}
          <dt>{t('confirm.sender')}</dt>
          <dd>{order.sender}</dd>
          <dt>{t('confirm.purpose')}</dt>
          <dd>
            {order.kind === 'transactional'
              ? t('purpose.transactional')
              : t(`purpose.commercial.${order.audience}`)}
          </dd>
          <dt>{t('confirm.text')}</dt>
          <dd className="message-text">{order.text}</dd>
        </dl>
        {typed && (
          <label className="typed">
            {t('confirm.typed', { sms: number(sms) })}
            <input
              inputMode="numeric"
              autoComplete="off"
              value={typedSms}
              onChange={(event) => setTypedSms(event.target.value)}
            />
          </label>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()} disabled={sending}>
            {t('confirm.back')}
          </button>
          <button type="submit" className="button" data-tone="accent" disabled={sending || !confirmed}>
            {sending ? t('confirm.sending') : t('confirm.send', { count })}
          </button>
        </div>
      </form>
    </dialog>
  );
}
