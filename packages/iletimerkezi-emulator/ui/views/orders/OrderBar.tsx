import { useText } from '../../i18n/text.js';
import type { OrderView } from '../../lib/wire.js';

/** Recipients who wait: none of a cancelled order does. */
export function waitingOf(order: OrderView): number {
  return order.phase === 'cancelled' ? 0 : order.total - order.delivered - order.undelivered;
}

/** How far an order is, as one bar of up to three lengths. */
export function OrderBar({ order }: { order: OrderView }) {
  const { t } = useText();
  const { delivered, undelivered } = order;
  const waiting = waitingOf(order);
  const lengths = [
    ['good', delivered],
    ['bad', undelivered],
    ['wait', waiting],
  ] as const;
  return (
    <>
      <span className="bar" aria-hidden="true">
        {lengths
          .filter(([, count]) => count > 0)
          .map(([tone, count]) => (
            <span key={tone} data-tone={tone} style={{ flexGrow: count }} />
          ))}
      </span>
      <span className="hidden">{t('order.bar', { delivered, undelivered, waiting })}</span>
    </>
  );
}
