import { useState } from 'react';
import type { OrderView } from '../../shared/api/orders.js';
import { useText } from '../i18n/useText.js';
import { Link, paths } from '../lib/router.js';
import { useEvents } from '../lib/useEvents.js';
import { OrderStateTag } from '../shell/OrderStateTag.js';
import { Page } from '../shell/Page.js';

/** Every order of this run, newest first, live. */
export function OrdersPage() {
  const { t, number, dateTime } = useText();
  const [orders, setOrders] = useState<readonly OrderView[]>();
  const connection = useEvents('/api/orders/events', 'orders', (data) => {
    const { orders: changed } = JSON.parse(data) as { orders: OrderView[] };
    setOrders((known = []) => merge(known, changed));
  });
  const state = t(
    connection === 'reconnecting' || connection === 'refused' ? 'order.reconnecting' : 'order.live',
  );

  return (
    <Page
      title={t('orders.title')}
      lead={
        orders === undefined ? t('loading') : [t('orders.lead', { count: orders.length }), state].join(' · ')
      }
    >
      {orders?.length === 0 && (
        <div className="empty">
          <p>{t('orders.empty')}</p>
          <Link className="button" data-tone="accent" href={paths.compose}>
            {t('orders.empty.action')}
          </Link>
        </div>
      )}
      {orders !== undefined && orders.length > 0 && (
        <>
          <ul className="orders">
            {orders.map((order) => (
              <li key={order.id}>
                <Link href={paths.order(order.id)} className="order-row">
                  <span className="order-text">{order.text}</span>
                  <OrderStateTag state={order.state} />
                  <span className="order-facts muted tabular">
                    {order.sender} · {number(order.counts.total)} · {dateTime(order.createdAt)}
                  </span>
                  <ProgressBar order={order} />
                </Link>
              </li>
            ))}
          </ul>
          <p className="small muted">{t('orders.forgets')}</p>
        </>
      )}
    </Page>
  );
}

function ProgressBar({ order }: { order: OrderView }) {
  const { t } = useText();
  const { delivered, undelivered, waiting, unknown, total } = order.counts;
  const parts = { delivered, undelivered, unknown, waiting };
  return (
    <>
      <span className="visually-hidden">{t('orders.bar', { delivered, undelivered, waiting })}</span>
      <span className="progress" aria-hidden="true">
        {Object.entries(parts).map(([status, count]) => (
          <span key={status} data-status={status} style={{ flexGrow: count / total }} />
        ))}
      </span>
    </>
  );
}

/** Changed orders replace their older view; new ones come first. Each stream begins with all orders, oldest first. */
function merge(known: readonly OrderView[], changed: readonly OrderView[]): OrderView[] {
  const byId = new Map(known.map((order) => [order.id, order]));
  for (const order of changed) byId.set(order.id, order);
  return [...byId.values()].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
