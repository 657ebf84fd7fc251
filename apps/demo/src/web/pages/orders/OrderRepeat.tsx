import { FINAL_REPORT_STATES, type CampaignDetail } from 'iletimerkezi-core';
import { useState } from 'react';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { navigate, paths } from '../../lib/router.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ConfirmDialog } from '../../shell/ConfirmDialog.js';
import { isUncertain } from './order-progress.js';

type To = 'duplicate' | 'resend';

/** Sends a campaign that has ended again: to those who did not get it, or to all. Give it the id of the order as `key`. */
export function OrderRepeat({ order }: { order: CampaignDetail }) {
  const { t } = useText();
  const [asking, setAsking] = useState<To>();
  // Deduplicate the new order, also when its answer was lost and the person tries again.
  const [keys] = useState(() => ({ duplicate: crypto.randomUUID(), resend: crypto.randomUUID() }));
  const [fault, setFault] = useState<string>();
  const { run, busy } = useOneAtATime();
  const { total, undelivered } = order.counts;
  if (!FINAL_REPORT_STATES.has(order.state) || total === 0) return null;

  const repeat = async (to: To) => {
    setFault(undefined);
    const result = await ordersApi.repeat(order.id, to, keys[to]);
    if (result.state === 'accepted' && result.campaignId !== undefined) {
      navigate(paths.order(result.campaignId));
    } else setFault('message' in result ? (result.message ?? '') : '');
  };

  return (
    <>
      {fault !== undefined && (
        <p className="note" role="alert">
          {t('repeat.failed', { message: fault })}
        </p>
      )}
      <div className="actions">
        {undelivered > 0 && (
          <button type="button" className="button" disabled={busy} onClick={() => setAsking('resend')}>
            {t('repeat.resend', { count: undelivered })}
          </button>
        )}
        <button type="button" className="button" disabled={busy} onClick={() => setAsking('duplicate')}>
          {t('repeat.duplicate')}
        </button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t(`repeat.${asking}.title`, { count: undelivered })}
          text={[t(`repeat.${asking}.text`), ...(isUncertain(order) ? [t('copy.uncertain.text')] : [])].join(
            ' ',
          )}
          confirm={t('repeat.confirm')}
          onAnswer={(confirmed) => {
            setAsking(undefined);
            if (confirmed) run(() => repeat(asking));
          }}
        />
      )}
    </>
  );
}
