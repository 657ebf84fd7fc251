'use client';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { LoadFault, type LoadError } from '../../parts/LoadFault.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { creditsText } from '../SegmentCounter/messageCount.js';
import { Tooltip } from '../Tooltip/Tooltip.js';

/** The parts of a BalanceCard that take a class name. */
export type BalanceCardPart = 'root' | 'figure' | 'amount' | 'low' | 'time';

export interface BalanceCardProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Remaining credits (SMS). Omit it while unknown. */
  credits?: number;
  /** Remaining amount in Turkish lira, on accounts billed in lira. Displayed as the main figure without `credits`. */
  amount?: number;
  /** The time of the provider's answer. */
  asOf?: Date | number;
  /** Number of credits below which the card warns. */
  lowBelow?: number;
  isLoading?: boolean;
  error?: LoadError;
  onRefresh?: () => void;
  classNames?: ClassNames<BalanceCardPart>;
}

/** Displays the balance of the account, with a warning when it is low. */
export const BalanceCard = forwardRef<HTMLElement, BalanceCardProps>(function BalanceCard(
  { credits, amount, asOf, lowBelow, isLoading = false, error, onRefresh, classNames, className, ...rest },
  ref,
) {
  const ui = useSmsUi();
  const { t, format } = ui;
  const part = partsOf('balance-card', classNames);
  const figure =
    credits !== undefined
      ? creditsText(ui, { least: credits, most: credits })
      : amount !== undefined
        ? format.money(amount)
        : undefined;
  const isLow = credits !== undefined && lowBelow !== undefined && credits < lowBelow;
  return (
    <section
      aria-label={t('balance.label')}
      {...rest}
      {...part('root', className)}
      ref={ref}
      aria-busy={isLoading || undefined}
      data-state={isLow ? 'low' : undefined}
    >
      <div className="sms-balance-head">
        <span className="sms-label">{t('balance.label')}</span>
        {onRefresh ? (
          <Tooltip text={t('balance.refresh')} describes={false}>
            <Button
              kind="plain"
              aria-label={t('balance.refresh')}
              aria-disabled={isLoading || undefined}
              onClick={onRefresh}
            >
              <Icon name="refresh" />
            </Button>
          </Tooltip>
        ) : null}
      </div>
      {error === undefined ? null : <LoadFault error={error} />}
      {figure === undefined ? (
        isLoading ? (
          <span className="sms-skeleton sms-balance-skeleton">
            <span className="sms-hidden">{t('common.loading')}</span>
          </span>
        ) : error === undefined ? (
          <div className="sms-hint">{t('balance.unknown')}</div>
        ) : null
      ) : (
        <div {...part('figure')}>{figure}</div>
      )}
      {credits === undefined || amount === undefined ? null : (
        <div {...part('amount')}>{format.money(amount)}</div>
      )}
      {isLow ? (
        <div {...part('low')}>
          <Icon name="warning" />
          <span>{t('balance.low', { count: lowBelow })}</span>
        </div>
      ) : null}
      {asOf === undefined ? null : (
        <div {...part('time')}>{t('balance.asOf', { time: format.dateTime(asOf) })}</div>
      )}
    </section>
  );
});
