import type { CampaignDetail } from 'iletimerkezi-core';
import { useState } from 'react';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { hasDraft, openInComposer } from '../../lib/open-in-composer.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ConfirmDialog } from '../../shell/ConfirmDialog.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { scheduledProblem } from './scheduled-problem.js';

/** Opens an order in the composer, with its texts and recipients. Asks first if a draft is there. */
export function OrderCopy({ order }: { order: CampaignDetail }) {
  const { t } = useText();
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  const { run, busy } = useOneAtATime();
  if (order.text === null) return null;

  const copy = async () => {
    try {
      openInComposer(await ordersApi.message(order.id));
    } catch (error) {
      setProblem(scheduledProblem(problemOf(error), t));
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
          onClick={() => (hasDraft() ? setAsking(true) : run(copy))}
        >
          {t('copy.action')}
        </button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('copy.title')}
          text={t('copy.text')}
          confirm={t('copy.confirm')}
          onAnswer={(confirmed) => {
            setAsking(false);
            if (confirmed) run(copy);
          }}
        />
      )}
    </>
  );
}
