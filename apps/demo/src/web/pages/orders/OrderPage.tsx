import { ReportTable } from 'react-sms-ui';
import { FINAL_REPORT_STATES, type ReportState } from 'iletimerkezi-core';
import type { MessageKey } from '../../i18n/messages.tr.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths, useQueryValue } from '../../lib/router.js';
import { faultProblem } from '../../lib/fault-problem.js';
import { useOrderReport, type LiveOrder } from '../../lib/useOrderReport.js';
import { OrderStateTag } from '../../shell/OrderStateTag.js';
import { Page } from '../../shell/Page.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { CampaignOrders } from './CampaignOrders.js';
import { HeldOrder } from './HeldOrder.js';
import { OrderActions } from './OrderActions.js';
import { OrderBill } from './OrderBill.js';
import { OrderFacts } from './OrderFacts.js';
import { OrderRepeat } from './OrderRepeat.js';
import { RecipientReport } from './RecipientReport.js';
import { RepeatNotes } from './RepeatNotes.js';
import { useOrderCosts } from './useOrderCosts.js';
import { WithheldPeople } from './WithheldPeople.js';

/** The report of a campaign: content, progress, and the live status of each recipient. */
export function OrderPage({ id, canRepeat }: { id: string; canRepeat: boolean }) {
  const [query] = useQueryValue('order');
  const place = Math.max(1, Number.parseInt(query, 10) || 1);
  // Reset the state when another order is selected.
  return <OrderReport key={place} id={id} place={place} canRepeat={canRepeat} />;
}

function OrderReport({ id, place, canRepeat }: { id: string; place: number; canRepeat: boolean }) {
  const { t } = useText();
  const live = useOrderReport(id, place);
  return (
    <Page
      above={{ label: t('orders.title'), href: paths.orders }}
      name={live.phase === 'ready' ? (live.order.text ?? t('order.text.erased')) : undefined}
      title={t(live.phase === 'ready' && live.order.orderCount > 1 ? 'order.title.campaign' : 'order.title')}
      lead={live.phase === 'ready' ? <StateLine live={live} /> : undefined}
    >
      {live.phase === 'failed' && <ProblemNote problem={live.problem} onRetry={live.reload} />}
      {live.phase === 'ready' && (
        <>
          <RepeatNotes order={live.order} shown={live.shown} />
          <OrderActions order={live.order} onChange={live.replace} />
          {canRepeat && <OrderRepeat key={live.order.id} order={live.order} />}
          {live.shown?.fault && live.shown.state !== 'held' && (
            <ProblemNote problem={faultProblem(live.shown.fault)} />
          )}
          {live.shown?.state === 'held' && (
            <HeldOrder campaign={live.order.id} order={live.shown} onChange={live.replace} />
          )}
          <FactsAndBill order={live.order} shown={live.shown} />
          {live.order.orderCount > 1 && <CampaignOrders order={live.order} place={place} />}
        </>
      )}
      {live.phase !== 'failed' && <Recipients live={live} />}
      <p className="page-foot">
        <Link href={paths.orders}>{t('order.back')}</Link>
      </p>
    </Page>
  );
}

/** Both need the costs, which are read once. */
function FactsAndBill({ order, shown }: Pick<ReadyOrder, 'order' | 'shown'>) {
  const costs = useOrderCosts(order.id, FINAL_REPORT_STATES.has(order.state));
  return (
    <>
      <OrderFacts order={order} shown={shown} parts={costs.value?.parts} />
      <OrderBill order={order} shown={shown} costs={costs} />
    </>
  );
}

/** Recipients of an order that was not sent have no delivery status. */
const NOT_GONE: ReadonlySet<ReportState> = new Set(['failed', 'expired', 'cancelled', 'resent']);

function Recipients({ live }: { live: Exclude<LiveOrder, { phase: 'failed' }> }) {
  const { t } = useText();
  if (live.phase === 'loading') return <ReportTable className="report" rows={[]} isLoading />;
  const { shown, rows, order } = live;
  if (shown?.state === 'withheld') return <WithheldPeople campaign={order.id} order={shown} />;
  if (shown !== undefined && NOT_GONE.has(shown.state)) {
    return <p className="note">{t('order.notGone', { count: shown.counts.notSent })}</p>;
  }
  return (
    <section className="report-section" aria-labelledby="recipients-title">
      <h2 id="recipients-title">
        {order.orderCount > 1
          ? t('order.recipients.of', { place: shown?.place ?? 1 })
          : t('order.recipients.title')}
      </h2>
      {shown && <WithheldPeople campaign={order.id} order={shown} />}
      <RecipientReport campaign={order} shown={shown} rows={rows} />
    </section>
  );
}

type ReadyOrder = Extract<LiveOrder, { phase: 'ready' }>;

const CONNECTION: Record<ReadyOrder['connection'], MessageKey> = {
  connecting: 'order.connecting',
  live: 'order.live',
  reconnecting: 'order.reconnecting',
  refused: 'order.refused',
  done: 'order.done',
};

function StateLine({ live }: { live: ReadyOrder }) {
  const { t, dateTime } = useText();
  const isFinal = FINAL_REPORT_STATES.has(live.order.state);
  return (
    <output className="state-line">
      <OrderStateTag state={live.order.state} />
      <span className="connection" data-connection={isFinal ? 'done' : live.connection}>
        {t(CONNECTION[live.connection])}
      </span>
      <span className="tabular">{dateTime(live.order.createdAt)}</span>
    </output>
  );
}
