import { FINAL_REPORT_STATES, type CampaignDetail } from 'iletimerkezi-core';
import { useState } from 'react';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { navigate, paths } from '../../lib/router.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ConfirmDialog } from '../../shell/ConfirmDialog.js';

interface Asking {
  to: 'duplicate' | 'resend';
  /** Deduplicates the new order. */
  key: string;
}

/** Sends a campaign that has ended again: to those who did not get it, or to all. */
export function OrderRepeat({ order }: { order: CampaignDetail }) {
  const { t } = useText();
  const [asking, setAsking] = useState<Asking>();
  const [fault, setFault] = useState<string>();
  const { run, busy } = useOneAtATime();
  const { total, undelivered } = order.counts;
  if (!FINAL_REPORT_STATES.has(order.state) || total === 0) return null;

  const ask = (to: Asking['to']) => setAsking({ to, key: crypto.randomUUID() });
  const repeat = async ({ to, key }: Asking) => {
    const result = await ordersApi.repeat(order.id, to, key);
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
          <button type="button" className="button" disabled={busy} onClick={() => ask('resend')}>
            {t('repeat.resend', { count: undelivered })}
          </button>
        )}
        <button type="button" className="button" disabled={busy} onClick={() => ask('duplicate')}>
          {t('repeat.duplicate')}
        </button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t(`repeat.${asking.to}.title`, { count: undelivered })}
          text={t(`repeat.${asking.to}.text`)}
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
