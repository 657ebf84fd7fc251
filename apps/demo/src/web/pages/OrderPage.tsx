import { ReportTable, type ReportRow } from 'react-sms-ui';
import type { OrderView } from '../../shared/api/orders.js';
import type { MessageKey } from '../i18n/messages.tr.js';
import { useText } from '../i18n/useText.js';
import { Link, paths } from '../lib/router.js';
import { useOrderReport, type LiveOrder } from '../lib/useOrderReport.js';
import { OrderStateTag } from '../shell/OrderStateTag.js';
import { Page } from '../shell/Page.js';
import { ProblemNote } from '../shell/ProblemNote.js';

/** One order: what was sent, and what became of it for each recipient, live. */
export function OrderPage({ id }: { id: string }) {
  const { t } = useText();
  const live = useOrderReport(id);
  const rows = live.phase === 'ready' ? shownRows(live.order, live.rows) : NO_ROWS;
  return (
    <Page title={t('order.title')} lead={live.phase === 'ready' ? <StateLine live={live} /> : undefined}>
      {live.phase === 'failed' && <ProblemNote problem={live.problem} onRetry={live.reload} />}
      {live.phase === 'ready' && (
        <>
          {live.order.problem && <ProblemNote problem={live.order.problem} />}
          <OrderFacts order={live.order} />
        </>
      )}
      {live.phase !== 'failed' && (
        <ReportTable className="report" rows={rows} isLoading={live.phase === 'loading'} />
      )}
      <p className="page-foot">
        <Link href={paths.orders}>{t('order.back')}</Link>
      </p>
    </Page>
  );
}

const NO_ROWS: readonly ReportRow[] = [];

/** Nobody waits for an order that may not exist: while its outcome is unknown, so is everybody's status. */
function shownRows(order: OrderView, rows: readonly ReportRow[]): readonly ReportRow[] {
  return order.state === 'unknown' ? rows.map(({ number }) => ({ number, status: 'unknown' })) : rows;
}

const CONNECTION: Record<Extract<LiveOrder, { phase: 'ready' }>['connection'], MessageKey> = {
  connecting: 'order.connecting',
  live: 'order.live',
  reconnecting: 'order.reconnecting',
  refused: 'order.refused',
  done: 'order.done',
};

function StateLine({ live }: { live: Extract<LiveOrder, { phase: 'ready' }> }) {
  const { t, dateTime } = useText();
  return (
    <output className="state-line">
      <OrderStateTag state={live.order.state} />
      <span className="connection" data-connection={live.connection}>
        {t(CONNECTION[live.connection])}
      </span>
      <span className="tabular">{dateTime(live.order.createdAt)}</span>
    </output>
  );
}

function OrderFacts({ order }: { order: OrderView }) {
  const { t, dateTime } = useText();
  const { purpose, duplicates, sendAt } = order;
  return (
    <dl className="facts order-facts-list">
      <dt>{t('order.text')}</dt>
      <dd className="message-text">{order.text}</dd>
      <dt>{t('order.sender')}</dt>
      <dd>{order.sender}</dd>
      <dt>{t('order.purpose')}</dt>
      <dd>
        {purpose.kind === 'transactional'
          ? t('purpose.transactional')
          : t(`purpose.commercial.${purpose.audience}`)}
      </dd>
      <dt>{t('order.recipients')}</dt>
      <dd>
        {t('order.recipients.value', { count: order.counts.total, parts: order.parts })}
        {duplicates > 0 && <span className="muted"> · {t('order.duplicates', { count: duplicates })}</span>}
      </dd>
      {sendAt !== undefined && (
        <>
          <dt>{t('order.sendAt')}</dt>
          <dd>{t('order.sendAt.value', { time: dateTime(sendAt) })}</dd>
        </>
      )}
      <dt>{t('order.provider')}</dt>
      <dd className="tabular">{order.orderId ?? t('order.provider.none')}</dd>
    </dl>
  );
}
