'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { createFormat, formatPhone } from '../../i18n/format.js';
import { Icon } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { ConsentBrand, ConsentFormRecord } from './ConsentForm.types.js';

interface ConsentReceiptProps extends PartProps {
  record: ConsentFormRecord;
  brand: ConsentBrand;
}

/** What was recorded, for the person to keep; the focus comes here. */
export function ConsentReceipt({ record, brand, ...part }: ConsentReceiptProps): ReactNode {
  const { t, locale } = useSmsUi();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { decision, evidence, recipientType } = record;
  // The proof is in Turkish time, whatever zone the rest of the page is shown in.
  const turkish = createFormat(locale, 'Europe/Istanbul');
  return (
    <div {...part} data-decision={decision}>
      <div className="sms-consent-receipt-head">
        <Icon name="delivered" />
        <h3 ref={heading} tabIndex={-1}>
          {t(`receipt.${decision}`)}
        </h3>
        <p>{t(`receipt.${decision}Text`)}</p>
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
          {`${turkish.dateTime(new Date(evidence.decidedAt))} (${t('common.turkeyTime')})`}
        </Line>
        <Line name={t('receipt.version')}>{evidence.version}</Line>
        <Line name={t('receipt.hash')}>
          <code className="sms-consent-hash">{evidence.textHash}</code>
        </Line>
      </dl>
    </div>
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
        const recipient = record.records.find((each) => each.channel === channel)?.recipient;
        return (
          <li key={channel}>
            {t(`receipt.channel.${channel}`)}
            {recipient === undefined ? null : <bdi>{formatPhone(recipient)}</bdi>}
          </li>
        );
      })}
    </ul>
  );
}
