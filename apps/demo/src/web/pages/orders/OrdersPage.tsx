import type { CampaignReport } from 'iletimerkezi-core';
import { OrdersTable, ordersViewFromQuery, ordersViewToQuery, type OrderRow } from 'react-sms-ui';
import { useText } from '../../i18n/useText.js';
import { Link, navigate, paths, useQuery } from '../../lib/router.js';
import { useOrders } from '../../lib/useOrders.js';
import { Page } from '../../shell/Page.js';
import { useOrderActions } from './useOrderActions.js';

/** All orders by their time, scheduled ones first, updated live. The filters and the sort are in the URL. */
export function OrdersPage() {
  const { t } = useText();
  const { orders, connection } = useOrders();
  const [query, setQuery] = useQuery();
  const state = t(
    connection === 'reconnecting' || connection === 'refused' ? 'order.reconnecting' : 'order.live',
  );
  const { ask, notes } = useOrderActions();
  const withOrder = (orderId: string, act: (order: CampaignReport) => void) => {
    const order = orders?.find(({ id }) => id === orderId);
    if (order) act(order);
  };
  const held = orders?.filter((order) => order.state === 'held').length ?? 0;

  return (
    <Page title={t('orders.title')} lead={orders === undefined ? t('loading') : state}>
      {held > 0 && (
        <p className="note" data-tone="unknown">
          {t('orders.held', { count: held })}
        </p>
      )}
      {notes}
      {orders?.length === 0 ? (
        <div className="empty">
          <p>{t('orders.empty')}</p>
          <Link className="button" data-tone="accent" href={paths.compose}>
            {t('orders.empty.action')}
          </Link>
        </div>
      ) : (
        <OrdersTable
          className="orders-table"
          orders={orders?.map(rowOf).toSorted((one, other) => other.time - one.time) ?? []}
          isLoading={orders === undefined}
          hrefOf={({ orderId }) => paths.order(orderId)}
          onOpen={({ orderId }) => navigate(paths.order(orderId))}
          onEdit={({ orderId }) => withOrder(orderId, (order) => ask({ what: 'edit', order }))}
          onCancel={({ orderId }) =>
            withOrder(orderId, (order) => ask({ what: 'cancel', order, count: order.counts.waiting }))
          }
          filterable
          groupByDay
          columnChoice={COLUMNS}
          defaultColumns={COLUMNS}
          view={ordersViewFromQuery(new URLSearchParams(query))}
          onViewChange={({ view }) => setQuery(ordersViewToQuery(view))}
        />
      )}
    </Page>
  );
}

/** Without the id: the provider's order numbers are on the page of an order. */
const COLUMNS = ['text', 'time', 'sender', 'state', 'delivery'] as const;

function rowOf({
  id,
  text,
  sender,
  state,
  sendAt,
  createdAt,
  counts,
  repeats,
}: CampaignReport): OrderRow & { time: number } {
  const { delivered, waiting, undelivered, unknown, notSent } = counts;
  return {
    orderId: id,
    text,
    sender,
    state,
    time: Date.parse(state === 'scheduled' && sendAt !== undefined ? sendAt : createdAt),
    counts: { delivered, waiting, undelivered: undelivered + notSent, unknown },
    isEditable: repeats === undefined,
  };
}
