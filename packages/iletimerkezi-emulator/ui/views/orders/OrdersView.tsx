import { useState } from 'react';
import { useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { OrderPhase, OrderView } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { LinkList } from '../../parts/LinkList.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { Split } from '../../parts/Split.js';
import { PhaseTag } from '../../parts/Tag.js';
import { OrderBar } from './OrderBar.js';
import { OrderDetail } from './OrderDetail.js';

const PHASES: readonly OrderPhase[] = ['scheduled', 'sending', 'completed', 'cancelled'];
const MOST = 1000;

/** Accepted orders, and one of them with its timeline. */
export function OrdersView({ chosen }: { chosen: string | undefined }) {
  const { t, dateTime } = useText();
  const [phase, setPhase] = useState<OrderPhase | ''>('');
  const { limit, more, atMost } = useMore(phase, MOST);
  const { data, error, retry } = useQuery<OrderView[]>(
    withQuery('/orders', { phase, limit: limit + 1 }),
    ['orders', 'messages'],
    true,
  );
  const orders = data?.slice(0, limit);

  const list = (
    <>
      <h1>{t('orders.title')}</h1>
      <Choice
        label={t('orders.filter')}
        value={phase}
        options={[
          { value: '', text: t('common.all') },
          ...PHASES.map((value) => ({ value, text: t(`phase.${value}`) })),
        ]}
        onChange={setPhase}
      />
      {error && <Problem error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {orders?.length === 0 && (
        <Empty title={t(phase === '' ? 'orders.empty' : 'orders.empty.filtered')}>
          {phase === '' && (
            <p>
              <a href={href('journal')}>{t('orders.empty.hint')}</a>
            </p>
          )}
        </Empty>
      )}
      {orders && orders.length > 0 && (
        <LinkList
          label={t('orders.list')}
          items={orders}
          keyOf={(order) => order.id}
          hrefOf={(order) => href('orders', order.id)}
          chosen={chosen}
        >
          {(order) => (
            <>
              <span className="row-head">
                <b className="tabular">{order.id}</b>
                <time className="muted small tabular" dateTime={order.submitAt}>
                  {dateTime(order.submitAt)}
                </time>
              </span>
              <span className="row-text">{order.text}</span>
              <OrderBar order={order} />
              <span className="row-foot">
                <PhaseTag phase={order.phase} />
                <span className="muted small tabular">
                  {t('order.to', { count: order.total })} · {order.sender}
                </span>
              </span>
            </>
          )}
        </LinkList>
      )}
      {data && data.length > limit && !atMost && (
        <button type="button" className="button wide" onClick={more}>
          {t('common.more')}
        </button>
      )}
    </>
  );

  return (
    <Split
      listHref={href('orders')}
      chosen={chosen}
      list={list}
      invitation={t('orders.choose')}
      detail={chosen !== undefined && <OrderDetail key={chosen} id={chosen} />}
    />
  );
}
