import type { ReportCounts } from 'iletimerkezi-core';
import { useText } from '../i18n/useText.js';

/** The progress of an order as a bar, with a text for screen readers. */
export function CountsBar({ counts }: { counts: ReportCounts }) {
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
