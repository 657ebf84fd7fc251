import { useState } from 'react';
import { formatPhone } from 'react-sms-ui';
import type { LeftOutList, OrderDetail } from '../../../shared/api/orders.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';

/** Rows that are listed; whoever needs more finds each person on the Consents page. */
const SHOWN = 200;

/** Whom a commercial message did not go to, and why; read when somebody asks. */
export function LeftOutPeople({ order }: { order: OrderDetail }) {
  const { t } = useText();
  const [rows, setRows] = useState<LeftOutList['rows']>();
  const { refused, 'no-consent': missing } = order.leftOut;
  if (refused + missing === 0) return null;
  const open = async () => {
    if (rows === undefined) setRows((await ordersApi.leftOut(order.id)).rows);
  };
  return (
    <details className="left-out" onToggle={() => void open()}>
      <summary>{t('leftOut.title', { count: refused + missing })}</summary>
      <p className="muted">{t('leftOut.why', { refused, missing })}</p>
      <ul>
        {rows?.slice(0, SHOWN).map(({ number, reason }) => (
          <li key={number}>
            <Link className="tabular" href={paths.person(number)}>
              {formatPhone(number)}
            </Link>
            <span>{t(`leftOut.${reason}`)}</span>
          </li>
        ))}
      </ul>
      {rows !== undefined && rows.length > SHOWN && (
        <p className="muted">{t('leftOut.more', { count: rows.length - SHOWN })}</p>
      )}
    </details>
  );
}
