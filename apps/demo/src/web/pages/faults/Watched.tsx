import { useState } from 'react';
import type { Problem } from '../../../shared/api/problem.js';
import { accountApi } from '../../api/account.js';
import { problemFrom, problemOf } from '../../api/call.js';
import { healthApi } from '../../api/health.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { useOrders } from '../../lib/useOrders.js';
import { useRepeated } from '../../lib/useRepeated.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { OrderRows } from '../orders/OrderRow.js';
import { BacklogLine } from '../overview/BacklogLine.js';

const LOOK_MS = 1_000;
const SHOWN = 5;
const PEOPLE = ['+905300000001', '+905300000002', '+905300000003'];

/** A button to send a test order, and the newest orders. */
export function Watched() {
  const { t } = useText();
  const { orders } = useOrders();
  const { value: backlog, refresh } = useRepeated(healthApi.backlog, LOOK_MS);
  const [problem, setProblem] = useState<Problem>();
  const { run, busy } = useOneAtATime();

  const tryOne = async () => {
    try {
      const { senders } = await accountApi.senders();
      const text = t('watched.text', { time: new Date().toISOString().slice(11, 23) });
      const order = { kind: 'transactional', sender: senders[0] ?? '', text, recipients: PEOPLE } as const;
      const result = await ordersApi.submit(order, crypto.randomUUID());
      const message = result.state === 'accepted' ? undefined : (result.message ?? result.state);
      setProblem(message === undefined ? undefined : problemFrom(result.state, message));
      refresh();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <section className="watched" aria-labelledby="watched-title">
      <h2 id="watched-title">{t('watched.title')}</h2>
      {problem && <ProblemNote problem={problem} />}
      <BacklogLine backlog={backlog} onResumed={refresh} />
      <button type="button" className="button" disabled={busy} onClick={() => run(tryOne)}>
        {t('watched.try')}
      </button>
      {orders !== undefined &&
        (orders.length === 0 ? (
          <p className="muted">{t('watched.empty')}</p>
        ) : (
          <OrderRows orders={orders.slice(0, SHOWN)} />
        ))}
    </section>
  );
}
