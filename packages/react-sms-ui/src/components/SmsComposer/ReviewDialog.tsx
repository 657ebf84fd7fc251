'use client';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { useSmsUi } from '../../provider/context.js';
import { creditsText, partsText, type MessageCount } from '../SegmentCounter/messageCount.js';
import type { ComposedMessage } from './SmsComposer.types.js';

interface ReviewDialogProps {
  message: ComposedMessage;
  count: MessageCount;
  balance: number | undefined;
  onBack: () => void;
  onSend: () => void;
}

/** Everything that a person answers for, before it is sent. The focus begins on the heading, never on "send". */
export function ReviewDialog({ message, count, balance, onBack, onSend }: ReviewDialogProps): ReactNode {
  const ui = useSmsUi();
  const { t, format, profile } = ui;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const total = message.recipients.length;
  const credits = creditsText(ui, count, total);
  const orders = Math.ceil(total / profile.recipientsPerOrder);
  const after = balance === undefined ? undefined : balance - count.most * total;

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    heading.current?.focus();
    return () => element?.close();
  }, []);

  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('confirm.recipients'), format.number(total)],
    ...(orders > 1 ? [[t('confirm.orders'), format.number(orders)] as const] : []),
    [t('confirm.parts'), `${partsText(ui, count)} · ${t(`counter.encoding.${count.encoding}`)}`],
    [t('confirm.credits'), credits],
    ...(after === undefined
      ? []
      : [
          [
            t('composer.balanceAfter'),
            after < 0 ? <Short key="short" by={-after} /> : format.number(after),
          ] as const,
        ]),
    [t('composer.sender'), message.sender],
    [
      t('confirm.when'),
      message.sendAt === undefined
        ? t('confirm.whenNow')
        : `${format.fullDateTime(message.sendAt)} · ${t('common.turkeyTime')}`,
    ],
    [
      t('confirm.kind'),
      message.kind === 'transactional'
        ? t('composer.transactional')
        : `${t('composer.commercial')} · ${t(`composer.audience.${message.audience}`)}`,
    ],
  ];

  return (
    <dialog
      ref={dialog}
      className="sms-dialog"
      data-slot="sms-composer-review"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-sentence`}
      onClose={onBack}
    >
      <h2 ref={heading} id={`${id}-title`} tabIndex={-1} className="sms-dialog-title">
        {t('confirm.title')}
      </h2>
      <p id={`${id}-sentence`} className="sms-dialog-sentence">
        {t('confirm.sentence', {
          recipients: t('counter.recipients', { count: total }),
          parts: partsText(ui, count),
          credits,
        })}
      </p>
      <dl className="sms-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <blockquote className="sms-dialog-text" dir="auto">
        {message.text}
      </blockquote>
      <div className="sms-dialog-actions">
        <Button onClick={onBack}>{t('confirm.back')}</Button>
        <Button kind="primary" onClick={onSend}>
          <span>{t('confirm.send', { count: total })}</span>
        </Button>
      </div>
    </dialog>
  );
}

function Short({ by }: { by: number }): ReactNode {
  const { t } = useSmsUi();
  return <span className="sms-short">{t('composer.balanceShort', { count: by })}</span>;
}
