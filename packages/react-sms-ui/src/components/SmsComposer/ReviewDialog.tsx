'use client';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import type { Personal } from '../../personal/usePersonalMessage.js';
import { useSmsUi, type SmsUi } from '../../provider/context.js';
import { creditsText, fillVariables, partsText } from '../SegmentCounter/messageCount.js';
import { BalanceShort } from './BalanceShort.js';
import { partsEach } from './partsEach.js';
import { reviewPreview } from './reviewPreviewModule.js';
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
  const { count, cost, balanceAfter, orderCount, personal, preview, backToWriting } = composer;
  const parts = reviewPreview.useModule(preview !== undefined);
  const known = preview?.state === 'known' ? preview.value : undefined;
  const going = known && known.recipients + (known.unchecked ?? 0);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const total = going ?? message.recipients.length;
  const shown = personal?.textOf(personal.shown);
  const waitsUntil = known?.waitsFor === undefined ? undefined : known.startsAt;
  const leavesAt = waitsUntil === undefined ? message.sendAt : new Date(waitsUntil);
  const price = known ? { least: known.credits.min, most: known.credits.max } : cost;
  const credits = price === undefined ? '' : creditsText(ui, price);
  const balanceLeft =
    balanceAfter === undefined ? undefined : balanceAfter + (cost?.most ?? 0) - (price?.most ?? 0);

  /** States what the press does. */
  function sendText(): string {
    if (preview === undefined) return t('confirm.send', { count: total });
    if (preview.state === 'loading') return t('confirm.checking');
    if (known === undefined) return t('confirm.sendUpTo', { count: total });
    if (going === 0) return t('confirm.noOne');
    return t((known.unchecked ?? 0) > 0 ? 'confirm.sendUpTo' : 'confirm.send', { count: going ?? 0 });
  }

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
    ...(balanceLeft === undefined
      ? []
      : [
          [
            t('composer.balanceAfter'),
            balanceLeft < 0 ? <BalanceShort key="short" by={-balanceLeft} /> : format.number(balanceLeft),
          ] as const,
        ]),
    [t('composer.sender'), message.sender],
    [
      t('confirm.when'),
      leavesAt === undefined
        ? t('confirm.whenNow')
        : `${format.fullDateTime(leavesAt)} · ${t('common.turkeyTime')}`,
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
      {preview !== undefined && parts !== null ? (
        <div id={`${id}-sentence`} className="sms-dialog-preview">
          <parts.ReviewPreview preview={preview} />
        </div>
      ) : (
        <p id={`${id}-sentence`} className="sms-dialog-sentence">
          {t('confirm.sentence', {
            recipients: t('counter.recipients', { count: total }),
            parts: partsEach(ui, composer),
            credits,
          })}
        </p>
      )}
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
      <blockquote className="sms-dialog-text" dir="auto" translate="no">
        {shown?.ok === true ? shown.text : fillVariables(message.text, composer.variables, 'sample')}
      </blockquote>
      <div className="sms-dialog-actions">
        <Button onClick={backToWriting}>{t('confirm.back')}</Button>
        <Button kind="primary" aria-disabled={!composer.canSend || undefined} onClick={composer.send}>
          <span>{sendText()}</span>
        </Button>
      </div>
    </dialog>
  );
}
