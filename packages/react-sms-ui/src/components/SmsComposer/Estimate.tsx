'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import { creditsText, partsText, type MessageCount } from '../SegmentCounter/messageCount.js';

interface EstimateProps {
  count: MessageCount;
  recipientCount: number;
  balance: number | undefined;
}

/** What the message will cost, and what is left afterwards. */
export function Estimate({ count, recipientCount, balance }: EstimateProps): ReactNode {
  const ui = useSmsUi();
  const { t, format } = ui;
  const isKnown = recipientCount > 0 && count.parts > 0;
  const after = balance === undefined ? undefined : balance - count.most * recipientCount;
  return (
    <div className="sms-estimate" data-slot="sms-composer-estimate">
      <div className="sms-estimate-cost">
        <span className="sms-label">{t('composer.estimate')}</span>
        {isKnown ? (
          <>
            <span className="sms-figure">{creditsText(ui, count, recipientCount)}</span>
            <span className="sms-hint">
              {t('composer.recipientsTimes', {
                recipients: t('counter.recipients', { count: recipientCount }),
                parts: partsText(ui, count),
              })}
            </span>
          </>
        ) : (
          <span className="sms-hint">{t('composer.nothingYet')}</span>
        )}
      </div>
      {balance === undefined || after === undefined ? null : (
        <div className="sms-estimate-balance">
          <span className="sms-hint">{isKnown ? t('composer.balanceAfter') : t('composer.balance')}</span>
          {isKnown && after < 0 ? (
            <span className="sms-short">{t('composer.balanceShort', { count: -after })}</span>
          ) : (
            <span>{format.number(isKnown ? after : balance)}</span>
          )}
        </div>
      )}
    </div>
  );
}
