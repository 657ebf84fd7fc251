import { useText } from '../../i18n/text.js';
import type { OrderView } from '../../lib/wire.js';

/** Recipients who wait: none of a cancelled order does. */
export function waitingOf(order: OrderView): number {
  return order.phase === 'cancelled' ? 0 : order.total - order.delivered - order.undelivered;
}

/** Displays the progress of an order as a bar of up to three segments. */
export function OrderBar({ order }: { order: OrderView }) {
  const { t } = useText();
  const { delivered, undelivered } = order;
  const waiting = waitingOf(order);
  const lengths = [
    ['delivered', delivered],
    ['undelivered', undelivered],
    ['waiting', waiting],
  ] as const;
  return (
    <>
      <span className="bar" aria-hidden="true">
        {lengths
          .filter(([, count]) => count > 0)
          .map(([status, count]) => (
            <span key={status} data-status={status} style={{ flexGrow: count }} />
          ))}
      </span>
      <span className="hidden">{t('order.bar', { delivered, undelivered, waiting })}</span>
    </>
  );
}
