'use client';
import { CONSENT_SOURCES } from 'iletimerkezi-core/consents';
import type { ReactNode } from 'react';
import { isoTime } from '../../parts/day.js';
import { Icon, type IconName } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi, type SmsUi } from '../../provider/context.js';
import type { ConsentRegistry, DatedEntry } from './ConsentHistory.types.js';

interface HistoryEntryProps extends PartProps {
  entry: DatedEntry;
  isCurrent: boolean;
}

const REGISTRY_ICONS: Readonly<Record<ConsentRegistry, IconName>> = {
  pending: 'waiting',
  held: 'waiting',
  sent: 'upload',
  registered: 'delivered',
  unknown: 'unknown',
  failed: 'undelivered',
};

/** Displays one decision: status, channel, time, source, registration and evidence. */
export function HistoryEntry({ entry, isCurrent, ...part }: HistoryEntryProps): ReactNode {
  const ui = useSmsUi();
  const { t, format } = ui;
  const { channel, recipientType, status, consentDate, registry, evidence } = entry;
  const isReadable = !Number.isNaN(consentDate.getTime());
  const time = isReadable ? format.dateTime(consentDate) : '–';
  return (
    <li {...part} data-status={status} data-current={isCurrent || undefined}>
      <span className="sms-consent-entry-mark" aria-hidden="true">
        <Icon name={status === 'ONAY' ? 'delivered' : 'blocked'} />
      </span>
      <div className="sms-consent-entry-head">
        <span className="sms-figure">
          {t(status === 'ONAY' ? 'consents.decision.ONAY' : 'consents.decision.RET')}
        </span>
        <span>{t(`consents.channel.${channel}`)}</span>
        <span className="sms-hint">{t(`consents.type.${recipientType}`)}</span>
        {isCurrent ? <span className="sms-consent-entry-current">{t('consents.current')}</span> : null}
      </div>
      <div className="sms-consent-entry-facts">
        {isReadable ? (
          <time dir="ltr" dateTime={isoTime(consentDate)} title={format.fullDateTime(consentDate)}>
            {time}
          </time>
        ) : (
          <span>{time}</span>
        )}
        <span>{sourceName(ui, entry.source)}</span>
        {registry === undefined ? null : (
          <span className="sms-consent-entry-registry" data-registry={registry}>
            <Icon name={REGISTRY_ICONS[registry]} />
            <span>{t(`consents.registry.${registry}`)}</span>
          </span>
        )}
      </div>
      {evidence === undefined ? null : (
        <details className="sms-consent-entry-evidence">
          <summary>
            <Icon name="chevron" />
            <span>{t('consents.evidence')}</span>
            <span className="sms-hidden">{` (${time})`}</span>
          </summary>
          <div className="sms-consent-entry-text" dir="auto">
            {evidence.text}
          </div>
          <div className="sms-code">{t('consents.version', { version: evidence.version })}</div>
          <div className="sms-code sms-consent-hash">
            {t('consents.fingerprint', { hash: evidence.textHash })}
          </div>
        </details>
      )}
    </li>
  );
}

const IYS_SOURCES = ['IYS_WEB', 'IYS_MOBIL', 'IYS_CM', 'IYS_3338', 'IYS_KISA_LINK'] as const;

/** Returns the name of a source. Unknown sources are returned as given. */
function sourceName({ t, locale }: SmsUi, source: string): string {
  const own = CONSENT_SOURCES.find(({ value }) => value === source);
  if (own !== undefined) return own[locale];
  const citizen = IYS_SOURCES.find((value) => value === source);
  return citizen === undefined ? source : t(`consents.source.${citizen}`);
}
