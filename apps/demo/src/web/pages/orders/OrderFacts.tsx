import type { CampaignDetail, ReportOrder } from 'iletimerkezi-core';
import type { CampaignCosts } from 'nest-iletimerkezi';
import { useText } from '../../i18n/useText.js';
import { withoutId } from './without-id.js';
import { CountsBar } from '../../shell/CountsBar.js';

/** The text, sender, recipients and provider id of an order. */
export function OrderFacts({
  order,
  shown,
  parts,
}: {
  order: CampaignDetail;
  shown: ReportOrder | undefined;
  /** Undefined before they are known, null after the texts were erased. */
  parts: CampaignCosts['parts'] | undefined;
}) {
  const { t, dateTime } = useText();
  const { duplicates, sendAt, counts } = order;
  return (
    <dl className="facts order-facts-list">
      <dt>{t('order.text')}</dt>
      <dd className="message-text">{order.text ?? t('order.text.erased')}</dd>
      <dt>{t('order.sender')}</dt>
      <dd>{order.sender}</dd>
      <dt>{t('order.purpose')}</dt>
      <dd>
        {order.kind === 'transactional'
          ? t('purpose.transactional')
          : t(`purpose.commercial.${order.audience}`)}
      </dd>
      {counts.total > 0 && (
        <>
          <dt>{t('order.recipients')}</dt>
          <dd>
            <span>
              {t('order.recipients.value', { count: counts.total })}
              {parts && <PartsEach parts={parts} />}
            </span>
            {duplicates > 0 && (
              <span className="muted">{` · ${t('order.duplicates', { count: duplicates })}`}</span>
            )}
          </dd>
        </>
      )}
      {sendAt !== undefined && (
        <>
          <dt>{t('order.sendAt')}</dt>
          <dd>{t('order.sendAt.value', { time: dateTime(sendAt) })}</dd>
        </>
      )}
      {order.orderCount > 1 ? (
        <>
          <dt>{t('order.progress')}</dt>
          <dd className="facts-progress">
            <span>{t('order.progress.value', { delivered: counts.delivered, total: counts.total })}</span>
            <CountsBar counts={counts} />
          </dd>
        </>
      ) : (
        <>
          <dt>{t('order.provider')}</dt>
          <dd className="tabular">{shown?.orderId ?? t(withoutId(shown))}</dd>
          {shown?.evidence !== undefined && shown.state !== 'unknown' && (
            <>
              <dt>{t('order.evidence')}</dt>
              <dd>{t('order.evidence.found', { attempts: shown.attempts })}</dd>
            </>
          )}
        </>
      )}
    </dl>
  );
}

/** The SMS of each recipient, from the shortest to the longest text. */
function PartsEach({ parts: { min, max } }: { parts: NonNullable<CampaignCosts['parts']> }) {
  const { t } = useText();
  const text =
    min === max ? t('order.recipients.parts', { parts: max }) : t('order.recipients.range', { min, max });
  return <span>{`, ${text}`}</span>;
}
