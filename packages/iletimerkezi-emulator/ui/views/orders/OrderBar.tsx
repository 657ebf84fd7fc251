import { useText } from '../../i18n/text.js';
import type { OrderView } from '../../lib/wire.js';

/** Recipients who wait: none of a cancelled order does. */
export function waitingOf(order: OrderView): number {
  return order.phase === 'cancelled' ? 0 : order.total - order.delivered - order.undelivered;
}

/** How far an order is, as one bar of three lengths. */
export function OrderBar({ order }: { order: OrderView }) {
  const { t } = useText();
  const { delivered, undelivered } = order;
  const waiting = waitingOf(order);
  const share = (count: number) => ({ inlineSize: `${(100 * count) / Math.max(1, order.total)}%` });
  return (
    <span className="bar" role="img" aria-label={t('order.bar', { delivered, undelivered, waiting })}>
      <span data-tone="good" style={share(delivered)} />
      <span data-tone="bad" style={share(undelivered)} />
      <span data-tone="wait" style={share(waiting)} />
    </span>
  );
}
