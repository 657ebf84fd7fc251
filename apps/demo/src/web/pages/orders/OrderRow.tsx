import type { CampaignReport } from 'iletimerkezi-core';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { CountsBar } from '../../shell/CountsBar.js';
import { OrderStateTag } from '../../shell/OrderStateTag.js';

/** Orders as list items that link to their reports. */
export function OrderRows({ orders }: { orders: readonly CampaignReport[] }) {
  return (
    <ul className="orders">
      {orders.map((order) => (
        <li key={order.id}>
          <OrderRow order={order} />
        </li>
      ))}
    </ul>
  );
}

function OrderRow({ order }: { order: CampaignReport }) {
  const { t, number, dateTime } = useText();
  const { sender, counts, withheld, createdAt, orderCount } = order;
  const hasRecipients = counts.total > 0;
  const facts = [
    sender,
    ...(hasRecipients ? [t('orders.row.recipients', { count: counts.total })] : []),
    ...(withheld > 0 ? [t('withheld.title', { count: withheld })] : []),
    ...(orderCount > 1 ? [t('orders.row.campaign', { count: orderCount })] : []),
    dateTime(createdAt),
  ];
  return (
    <Link href={paths.order(order.id)} className="order-row">
      <span className="order-text">{order.text ?? t('order.text.erased')}</span>
      <OrderStateTag state={order.state} />
      <span className="order-facts muted tabular">{facts.join(' · ')}</span>
      {hasRecipients && (
        <>
          <span className="order-done tabular" aria-hidden="true">
            {number(counts.delivered)} / {number(counts.total)}
          </span>
          <CountsBar counts={counts} />
        </>
      )}
    </Link>
  );
}
