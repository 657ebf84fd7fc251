import type { OrderCounts } from '../../shared/api/orders.js';
import { useText } from '../i18n/useText.js';

/** How far an order is, as one slim bar; the words are there for whoever does not see it. */
export function CountsBar({ counts }: { counts: OrderCounts }) {
  const { t } = useText();
  const { delivered, undelivered, waiting, unknown, notSent, total } = counts;
  const parts = { delivered, undelivered, unknown, notSent, waiting };
  return (
    <>
      <span className="visually-hidden">{t('orders.bar', { delivered, undelivered, waiting })}</span>
      <span className="progress" aria-hidden="true">
        {Object.entries(parts).map(
          ([status, count]) =>
            count > 0 && <span key={status} data-status={status} style={{ flexGrow: count / total }} />,
        )}
      </span>
    </>
  );
}
