'use client';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { useSmsUi } from '../../provider/context.js';
import { creditsText, partsText } from '../SegmentCounter/messageCount.js';
import { BalanceShort } from './BalanceShort.js';
import type { ComposedMessage } from './SmsComposer.types.js';
import type { UseSmsComposer } from './useSmsComposer.js';

interface ReviewDialogProps {
  composer: UseSmsComposer;
  message: ComposedMessage;
}

/** Shows recipients, cost and text before sending. The focus starts on the heading, never on "send". */
export function ReviewDialog({ composer, message }: ReviewDialogProps): ReactNode {
  const ui = useSmsUi();
  const { t, format } = ui;
  const { count, cost, balanceAfter, orderCount, backToWriting } = composer;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const total = message.recipients.length;
  const credits = cost === undefined ? '' : creditsText(ui, cost);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    heading.current?.focus();
    return () => element?.close();
  }, []);

  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('confirm.recipients'), format.number(total)],
    ...(orderCount > 1 ? [[t('confirm.orders'), format.number(orderCount)] as const] : []),
    [t('confirm.parts'), `${partsText(ui, count)} · ${t(`counter.encoding.${count.encoding}`)}`],
    [t('confirm.credits'), credits],
    ...(balanceAfter === undefined
      ? []
      : [
          [
            t('composer.balanceAfter'),
            balanceAfter < 0 ? <BalanceShort key="short" by={-balanceAfter} /> : format.number(balanceAfter),
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
      onClose={backToWriting}
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
        <Button onClick={backToWriting}>{t('confirm.back')}</Button>
        <Button kind="primary" onClick={composer.send}>
          <span>{t('confirm.send', { count: total })}</span>
        </Button>
      </div>
    </dialog>
  );
}
