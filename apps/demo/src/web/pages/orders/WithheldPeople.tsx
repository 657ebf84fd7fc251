import { useEffect, useState } from 'react';
import { formatPhone } from 'react-sms-ui';
import type { ReportOrder } from 'iletimerkezi-core';
import type { WithheldReport } from 'nest-iletimerkezi';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { useWithheldTexts } from '../../lib/useWithheldTexts.js';
import { ProblemNote } from '../../shell/ProblemNote.js';

/** The recipients from whom a commercial message is withheld, with reasons. Loaded on demand, or immediately if all are withheld. */
export function WithheldPeople({ campaign, order }: { campaign: string; order: ReportOrder }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(order.state === 'withheld');
  const { list, problem } = useWithheld(campaign, isOpen ? order : undefined);
  const reasons = useWithheldTexts(list?.counts);
  if (order.withheld === 0) return null;
  const more = order.withheld - (list?.rows.length ?? 0);
  return (
    <details className="withheld" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('withheld.title', { count: order.withheld })}</summary>
      {problem && <ProblemNote problem={problem} />}
      {list && (
        <>
          {reasons.length > 1 && <p className="muted">{reasons.join(' · ')}</p>}
          <ul>
            {list.rows.map((row) => (
              <li key={row.number}>
                <Link className="tabular" href={paths.person(row.number)}>
                  {formatPhone(row.number)}
                </Link>
                <span>{t(`withheld.${row.reason}`)}</span>
              </li>
            ))}
          </ul>
          {more > 0 && <p className="muted">{t('withheld.more', { count: more })}</p>}
        </>
      )}
    </details>
  );
}

/** The list of withheld recipients. Reloaded when their number changes. */
function useWithheld(
  campaign: string,
  order: ReportOrder | undefined,
): { list?: WithheldReport; problem?: Problem } {
  const [answer, setAnswer] = useState<{ list?: WithheldReport; problem?: Problem }>({});
  const { place, withheld = 0 } = order ?? {};
  useEffect(() => {
    if (place === undefined || withheld === 0) return;
    let current = true;
    ordersApi.withheld(campaign, place).then(
      (list) => current && setAnswer({ list }),
      (error: unknown) => current && setAnswer({ problem: problemOf(error) }),
    );
    return () => {
      current = false;
    };
  }, [campaign, place, withheld]);
  return answer;
}
