import type { CampaignDetail } from 'iletimerkezi-core';
import { useText } from '../../i18n/useText.js';
import { cancelledParts } from './order-progress.js';

/** States who of a campaign gets no message because it was cancelled, and who does. Offers a new order to the former. */
export function PartlyCancelled({
  order,
  busy,
  onOpen,
}: {
  order: CampaignDetail;
  busy: boolean;
  onOpen: () => void;
}) {
  const { t } = useText();
  const { cancelled, begun, ended, uncertain } = cancelledParts(order);
  return (
    <div className="note partly" data-tone="waiting" role="alert">
      <p>
        <strong>{t('partly.title', { cancelled, total: order.counts.total })}</strong>
      </p>
      {begun > 0 && <p>{t('partly.begun', { count: begun })}</p>}
      {uncertain > 0 && <p>{t('partly.uncertain', { count: uncertain })}</p>}
      {ended > 0 && <p>{t('partly.ended', { count: ended })}</p>}
      {cancelled > 0 && order.text !== null && (
        <button type="button" className="button" disabled={busy} onClick={onOpen}>
          {t('partly.open', { count: cancelled })}
        </button>
      )}
    </div>
  );
}
