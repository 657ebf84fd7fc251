import type { CampaignDetail } from 'iletimerkezi-core';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { CountsBar } from '../../shell/CountsBar.js';
import { withoutId } from './without-id.js';
import { OrderStateTag } from '../../shell/OrderStateTag.js';

/** The orders of a campaign. Selecting one shows its recipients. */
export function CampaignOrders({ order, place }: { order: CampaignDetail; place: number }) {
  const { t, number } = useText();
  return (
    <section className="campaign" aria-labelledby="campaign-title">
      <h2 id="campaign-title">{t('order.campaign.title', { count: order.orderCount })}</h2>
      <ol className="campaign-orders">
        {order.orders.map((one) => (
          <li key={one.id}>
            <Link
              className="campaign-order"
              href={one.place === 1 ? paths.order(order.id) : `${paths.order(order.id)}?order=${one.place}`}
              aria-current={one.place === place ? 'true' : undefined}
            >
              <span className="campaign-place tabular">{one.place}</span>
              <OrderStateTag state={one.state} />
              <span className="muted tabular campaign-id">
                {one.orderId === undefined
                  ? t(withoutId(one))
                  : t('order.provider.value', { id: one.orderId })}
              </span>
              <span className="tabular campaign-count">
                {number(one.counts.delivered)} / {number(one.counts.total)}
              </span>
              <CountsBar counts={one.counts} />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
