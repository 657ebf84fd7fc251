import { StateMark } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { AccountView, OrderDetail as Order } from '../../lib/wire.js';
import { Facts } from '../../parts/Facts.js';
import { SureButton } from '../../parts/fields.js';
import { PhaseMark } from '../../parts/marks.js';
import { Loading, Problem } from '../../parts/Notes.js';
import { OrderBar, waitingOf } from './OrderBar.js';
import { OrderRecipients } from './OrderRecipients.js';
import { Timeline } from './Timeline.js';

/** Texts of an order with many; more than anybody reads at once. */
const TEXTS = 5;

/** One order: counters, timeline, texts, its first recipients, and the way to cancel it. */
export function OrderDetail({ id }: { id: string }) {
  const { t, number, status: statusWord, locale } = useText();
  const {
    data: order,
    error,
    retry,
  } = useQuery<Order>(`/orders/${encodeURIComponent(id)}`, ['orders', 'messages']);
  const { data: accounts } = useQuery<AccountView[]>('/accounts', ['accounts']);
  const cancelling = useAction();

  if (error && !order) return <Problem error={error} retry={retry} />;
  if (!order) return <Loading />;
  const lira = accounts?.find((account) => account.key === order.account)?.billing === 'tl';
  const kind =
    order.commercial === null ? 'kind.transactional' : (`kind.commercial.${order.commercial}` as const);
  const counters = [
    ['delivered', order.delivered],
    ['undelivered', order.undelivered],
    ['waiting', waitingOf(order)],
  ] as const;
  const cancel = () =>
    void cancelling.run(async () => {
      await change('POST', `/orders/${order.id}/cancel`);
      tellChanged('orders', 'messages');
    });

  return (
    <article className="detail">
      <header className="detail-head">
        <h2>{t('order.title', { id: order.id })}</h2>
        <PhaseMark phase={order.phase} />
      </header>
      {order.phase === 'scheduled' && (
        <SureButton
          text={t('order.cancel')}
          sure={t('order.cancel.sure')}
          running={cancelling.running}
          onSure={cancel}
        />
      )}
      {cancelling.error && <Problem error={cancelling.error} />}

      <section>
        <h3>{t('order.counters')}</h3>
        <OrderBar order={order} />
        <p className="counters">
          <b className="tabular">{number(order.total)}</b>
          {counters.map(([status, count]) => (
            <StateMark key={status} icon={status} tone={count === 0 ? undefined : status}>
              {number(count)} {statusWord(status).toLocaleLowerCase(locale)}
            </StateMark>
          ))}
        </p>
      </section>

      <Timeline order={order} />

      <Facts
        facts={[
          [t('order.sender'), order.sender],
          [t('order.kind'), t(kind)],
          [
            t('order.charged'),
            t(lira ? 'order.charged.tl' : 'order.charged.credits', { amount: order.price }),
          ],
          [t('order.account'), order.account],
        ]}
      />

      <section>
        <h3>{t('order.texts', { count: order.texts.length })}</h3>
        {order.texts.slice(0, TEXTS).map((entry, index) => (
          <p key={index} className="quote">
            {entry.text} <span className="muted small">{t('message.parts', { parts: entry.parts })}</span>
          </p>
        ))}
        {order.texts.length > TEXTS && (
          <p className="muted">{t('order.moreTexts', { count: order.texts.length - TEXTS })}</p>
        )}
      </section>

      {order.phase !== 'scheduled' && order.phase !== 'cancelled' && <OrderRecipients id={order.id} />}
    </article>
  );
}
