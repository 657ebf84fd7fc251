import { useState } from 'react';
import type { CampaignDetail, ReportState } from 'iletimerkezi-core';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ConfirmDialog } from '../../shell/ConfirmDialog.js';
import { ProblemNote } from '../../shell/ProblemNote.js';

/** States of an order that was not submitted yet. */
const HERE: ReadonlySet<ReportState> = new Set(['checking', 'queued', 'paused', 'submitting']);

/** Buttons to pause, resume or cancel the orders that were not submitted. */
export function OrderActions({
  order,
  onChange,
}: {
  order: CampaignDetail;
  onChange: (order: CampaignDetail) => void;
}) {
  const { t } = useText();
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  const { run, busy } = useOneAtATime();
  const left = order.orders.filter(({ state }) => HERE.has(state));
  if (left.length === 0) return null;
  const recipients = left.reduce((sum, { counts }) => sum + counts.total, 0);

  const act = async (what: 'pause' | 'resume' | 'cancel') => {
    try {
      onChange(await ordersApi[what](order.id));
      setProblem(undefined);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => run(() => act(order.paused ? 'resume' : 'pause'))}
        >
          {t(order.paused ? 'order.resume' : 'order.pause')}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => setAsking(true)}>
          {t('order.cancel')}
        </button>
        <span className="muted">
          <span>{t('order.left', { count: recipients })}</span>
          {order.unchecked > 0 && <span>{` · ${t('order.unchecked', { count: order.unchecked })}`}</span>}
        </span>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('order.cancel.title')}
          text={t('order.cancel.text', { count: recipients })}
          confirm={t('order.cancel.confirm')}
          onAnswer={(confirmed) => {
            setAsking(false);
            if (confirmed) run(() => act('cancel'));
          }}
        />
      )}
    </>
  );
}
