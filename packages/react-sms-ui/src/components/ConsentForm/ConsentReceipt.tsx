'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { createFormat, formatPhone } from '../../i18n/format.js';
import { Icon } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { ConsentBrand, ConsentFormRecord } from './ConsentForm.types.js';
import type { Receipt } from './useConsentDecision.js';

interface ConsentReceiptProps extends PartProps {
  receipt: Receipt;
  brand: ConsentBrand;
}

/** Displays the record as a receipt, and receives the focus. */
export function ConsentReceipt({ receipt, brand, ...part }: ConsentReceiptProps): ReactNode {
  const { record, outcome } = receipt;
  const { t, locale } = useSmsUi();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { decision, evidence, recipientType } = record;
  // The evidence is in Türkiye time, independent of the page's time zone.
  const turkish = createFormat(locale, 'Europe/Istanbul');
  return (
    <div {...part} data-decision={decision}>
      <div className="sms-consent-receipt-head">
        <Icon name="delivered" />
        <h3 ref={heading} tabIndex={-1}>
          {t(titleOf(receipt))}
        </h3>
        <ReceiptText receipt={receipt} />
      </div>
      <dl>
        <Line name={t('receipt.brand')}>{brand.name}</Line>
        <Line name={t('receipt.channels')}>
          <Channels record={record} />
        </Line>
        {recipientType === undefined ? null : (
          <Line name={t('receipt.type')}>{t(`consent.type.${recipientType}`)}</Line>
        )}
        <Line name={t('receipt.time')}>
          <span>{`${turkish.dateTime(new Date(outcome.recordedAt ?? evidence.decidedAt))} (${t('common.turkeyTime')})`}</span>
          {outcome.recordedAt === undefined ? <p className="sms-hint">{t('receipt.deviceTime')}</p> : null}
        </Line>
        <Line name={t('receipt.version')}>{evidence.textVersion}</Line>
        <Line name={t('receipt.hash')}>
          <code className="sms-consent-hash">{evidence.textHash}</code>
        </Line>
      </dl>
    </div>
  );
}

/** Calls a refusal a withdrawal or a refusal only where the host reports it as one. */
function titleOf({ record: { decision }, outcome }: Receipt) {
  if (decision !== 'refuse') return `receipt.${decision}` as const;
  if ((outcome.withdrawn ?? []).length > 0) return 'receipt.refuseWithdrew';
  return (outcome.kept ?? []).length > 0 ? 'receipt.refuse' : 'receipt.refuseSaved';
}

function ReceiptText({ receipt }: { receipt: Receipt }): ReactNode {
  const { t, locale } = useSmsUi();
  const { record, outcome } = receipt;
  const title = titleOf(receipt);
  const names = (outcome.withdrawn ?? []).map((channel) => t(`receipt.channel.${channel}`));
  const isAnonymous = record.contacts.length < record.channels.length;
  return (
    <>
      {title === 'receipt.refuseWithdrew' ? (
        <p>
          {[
            t('receipt.refuseWithdrewText', { channels: new Intl.ListFormat(locale).format(names) }),
            t('receipt.withdrawText'),
          ].join(' ')}
        </p>
      ) : (
        <p>{t(`${title}Text`)}</p>
      )}
      {title === 'receipt.refuse' && isAnonymous ? <p>{t('receipt.refuseAnonymous')}</p> : null}
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Channels({ record }: { record: ConsentFormRecord }): ReactNode {
  const { t } = useSmsUi();
  return (
    <ul>
      {record.channels.map((channel) => {
        const recipient = record.contacts.find((each) => each.channel === channel)?.recipient;
        return (
          <li key={channel}>
            <span>{t(`receipt.channel.${channel}`)}</span>
            {recipient === undefined ? null : <bdi>{formatPhone(recipient)}</bdi>}
          </li>
        );
      })}
    </ul>
  );
}
