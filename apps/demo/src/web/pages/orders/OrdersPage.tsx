import { useState } from 'react';
import type { OrderView } from '../../../shared/api/orders.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { useEvents } from '../../lib/useEvents.js';
import { CountsBar } from '../../shell/CountsBar.js';
import { OrderStateTag } from '../../shell/OrderStateTag.js';
import { Page } from '../../shell/Page.js';

/** Every order, newest first, live. */
export function OrdersPage() {
  const { t } = useText();
  const [orders, setOrders] = useState<readonly OrderView[]>();
  const connection = useEvents('/api/orders/events', 'orders', (data) => {
    const { orders: changed } = JSON.parse(data) as { orders: OrderView[] };
    setOrders((known = []) => merge(known, changed));
  });
  const state = t(
    connection === 'reconnecting' || connection === 'refused' ? 'order.reconnecting' : 'order.live',
  );
  const held = orders?.filter((order) => order.state === 'held').length ?? 0;

  return (
    <Page
      title={t('orders.title')}
      lead={
        orders === undefined ? t('loading') : [t('orders.lead', { count: orders.length }), state].join(' · ')
      }
    >
      {held > 0 && (
        <p className="note" data-tone="unknown">
          {t('orders.held', { count: held })}
        </p>
      )}
      {orders?.length === 0 && (
        <div className="empty">
          <p>{t('orders.empty')}</p>
          <Link className="button" data-tone="accent" href={paths.compose}>
            {t('orders.empty.action')}
          </Link>
        </div>
      )}
      {orders !== undefined && orders.length > 0 && (
        <ul className="orders">
          {orders.map((order) => (
            <li key={order.id}>
              <OrderRow order={order} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function OrderRow({ order }: { order: OrderView }) {
  const { t, number, dateTime } = useText();
  const { sender, counts, createdAt, orderCount } = order;
  const facts = [
    sender,
    t('orders.row.recipients', { count: counts.total }),
    ...(orderCount > 1 ? [t('orders.row.campaign', { count: orderCount })] : []),
    dateTime(createdAt),
  ];
  return (
    <Link href={paths.order(order.id)} className="order-row">
      <span className="order-text">{order.text ?? t('order.text.erased')}</span>
      <OrderStateTag state={order.state} />
      <span className="order-facts muted tabular">{facts.join(' · ')}</span>
      <span className="order-done tabular" aria-hidden="true">
        {number(counts.delivered)} / {number(counts.total)}
      </span>
      <CountsBar counts={counts} />
    </Link>
  );
}

/** Changed orders replace their older view; new ones come first. */
function merge(known: readonly OrderView[], changed: readonly OrderView[]): OrderView[] {
  const byId = new Map(known.map((order) => [order.id, order]));
  for (const order of changed) byId.set(order.id, order);
  return [...byId.values()].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
