'use client';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import type { Personal } from '../../personal/usePersonalMessage.js';
import { useSmsUi, type SmsUi } from '../../provider/context.js';
import { creditsText, fillVariables, partsText } from '../SegmentCounter/messageCount.js';
import { BalanceShort } from './BalanceShort.js';
import type { ComposedMessage } from './SmsComposer.types.js';
import type { UseSmsComposer } from './useSmsComposer.js';

interface ReviewDialogProps {
  composer: UseSmsComposer;
  message: ComposedMessage;
}

/** "950 recipients: 1 SMS · 50 recipients: 2 SMS". */
function partsBreakdown({ t }: Pick<SmsUi, 't'>, { cost }: Personal): string {
  return (cost?.byParts ?? [])
    .map(({ parts, rows }) =>
      t('composer.personal.byParts', {
        parts: t('counter.parts', { count: parts }),
        people: t('counter.recipients', { count: rows }),
      }),
    )
    .join(' · ');
}

/** Shows recipients, cost and text before sending. The focus starts on the heading, never on "send". */
export function ReviewDialog({ composer, message }: ReviewDialogProps): ReactNode {
  const ui = useSmsUi();
  const { t, format } = ui;
  const { count, cost, balanceAfter, orderCount, personal, backToWriting } = composer;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const total = message.recipients.length;
  const shown = personal?.textOf(personal.shown);
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
    [
      t('confirm.parts'),
      personal === undefined
        ? `${partsText(ui, count)} · ${t(`counter.encoding.${count.encoding}`)}`
        : partsBreakdown(ui, personal),
    ],
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
      {shown === undefined ? null : (
        <div className="sms-hint">
          {t('composer.personal.textOf', {
            place: format.number(personal === undefined ? 1 : personal.shown + 1),
          })}
        </div>
      )}
      <blockquote className="sms-dialog-text" dir="auto">
        {shown?.ok === true ? shown.text : fillVariables(message.text, composer.variables, 'sample')}
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
