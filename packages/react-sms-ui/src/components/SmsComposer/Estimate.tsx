'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import { BalanceShort } from './BalanceShort.js';
import { creditsText } from '../SegmentCounter/messageCount.js';
import { partsEach } from './partsEach.js';
import type { UseSmsComposer } from './useSmsComposer.js';

interface EstimateProps {
  composer: UseSmsComposer;
  balance: number | undefined;
}

/** The cost of the message and the balance after it. */
export function Estimate({ composer, balance }: EstimateProps): ReactNode {
  const ui = useSmsUi();
  const { t, format } = ui;
  const { cost, balanceAfter = balance } = composer;
  const isKnown = cost !== undefined;
  return (
    <div className="sms-estimate" data-slot="sms-composer-estimate">
      <div className="sms-estimate-cost">
        <span className="sms-label">{t('composer.estimate')}</span>
        {isKnown ? (
          <>
            <span className="sms-figure">{creditsText(ui, cost)}</span>
            <span className="sms-hint">
              {t('composer.recipientsTimes', {
                // Recipients without a value have no text yet.
                recipients: t('counter.recipients', {
                  count: composer.personal?.cost?.rows ?? composer.recipients.length,
                }),
                parts: partsEach(ui, composer),
              })}
            </span>
          </>
        ) : (
          <span className="sms-hint">
            {t(composer.personal?.isCounting === true ? 'composer.personal.counting' : 'composer.nothingYet')}
          </span>
        )}
      </div>
      {balanceAfter === undefined ? null : (
        <div className="sms-estimate-balance">
          <span className="sms-hint">{isKnown ? t('composer.balanceAfter') : t('composer.balance')}</span>
          {isKnown && balanceAfter < 0 ? (
            <BalanceShort by={-balanceAfter} />
          ) : (
            <span>{format.number(balanceAfter)}</span>
          )}
        </div>
      )}
    </div>
  );
}
