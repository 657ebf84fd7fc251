import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { useOrders } from '../../lib/useOrders.js';
import { Page } from '../../shell/Page.js';
import { SkeletonRows } from '../../shell/SkeletonRows.js';
import { OrderRows } from './OrderRow.js';

/** All orders, newest first, updated live. */
export function OrdersPage() {
  const { t } = useText();
  const { orders, connection } = useOrders();
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
      {orders === undefined && <SkeletonRows count={8} />}
      {orders?.length === 0 && (
        <div className="empty">
          <p>{t('orders.empty')}</p>
          <Link className="button" data-tone="accent" href={paths.compose}>
            {t('orders.empty.action')}
          </Link>
        </div>
      )}
      {orders !== undefined && orders.length > 0 && <OrderRows orders={orders} />}
    </Page>
  );
}
