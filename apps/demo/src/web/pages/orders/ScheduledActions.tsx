import { FINAL_REPORT_STATES, type CampaignDetail, type CampaignReport } from 'iletimerkezi-core';
import { useRef, useState } from 'react';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { hasDraft, openInComposer } from '../../lib/open-in-composer.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ConfirmDialog } from '../../shell/ConfirmDialog.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { MoveDialog } from './MoveDialog.js';
import { scheduledProblem } from './scheduled-problem.js';

/** Whether an order waits for its time, here or at the provider. */
export const isScheduled = ({ sendAt, state }: CampaignReport): boolean =>
  sendAt !== undefined && Date.parse(sendAt) > Date.now() && !FINAL_REPORT_STATES.has(state);

type Asking = 'cancel' | 'edit' | 'move';

/** Buttons to move, edit or cancel a scheduled order. */
export function ScheduledActions({
  order,
  onChange,
}: {
  order: CampaignDetail;
  onChange: (order: CampaignDetail) => void;
}) {
  const { t } = useText();
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState<Asking>();
  const { run, busy } = useOneAtATime();
  const root = useRef<HTMLDivElement>(null);
  const count = order.counts.total;

  const attempt = (work: () => Promise<void>) =>
    run(async () => {
      try {
        await work();
        setProblem(undefined);
      } catch (error) {
        setProblem(scheduledProblem(problemOf(error), t));
      }
    });

  const cancel = async () => {
    const cancelled = await ordersApi.cancel(order.id);
    // The buttons go away with the order's state.
    root.current?.closest('main')?.querySelector('h1')?.focus();
    onChange(cancelled);
  };

  const edit = async () => {
    const message = await ordersApi.message(order.id);
    await ordersApi.cancel(order.id);
    openInComposer(message);
  };

  const move = async (time: Date) => onChange(await ordersApi.reschedule(order.id, time));

  const button = (what: Asking) => (
    <button type="button" className="button" disabled={busy} onClick={() => setAsking(what)}>
      {t(`scheduled.${what}`)}
    </button>
  );

  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <div className="actions" ref={root}>
        {button('move')}
        {button('edit')}
        {button('cancel')}
      </div>
      {(asking === 'cancel' || asking === 'edit') && (
        <ConfirmDialog
          title={t(`scheduled.${asking}.title`)}
          text={[
            t(`scheduled.${asking}.text`, { count }),
            ...(asking === 'edit' && hasDraft() ? [t('copy.text')] : []),
          ].join(' ')}
          confirm={t(`scheduled.${asking}.confirm`)}
          onAnswer={(confirmed) => {
            setAsking(undefined);
            if (confirmed) attempt(asking === 'cancel' ? cancel : edit);
          }}
        />
      )}
      {asking === 'move' && order.sendAt !== undefined && (
        <MoveDialog
          sendAt={new Date(order.sendAt)}
          onAnswer={(time) => {
            setAsking(undefined);
            if (time) attempt(() => move(time));
          }}
        />
      )}
    </>
  );
}
