import { useState } from 'react';
import { useText } from '../../i18n/text.js';
import { href } from '../../lib/router.js';
import { useList } from '../../lib/useList.js';
import type { OrderPhase, OrderView } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { ListView } from '../../parts/ListView.js';
import { PhaseMark } from '../../parts/marks.js';
import { Empty } from '../../parts/Notes.js';
import { OrderBar } from './OrderBar.js';
import { OrderDetail } from './OrderDetail.js';

const PHASES: readonly OrderPhase[] = ['scheduled', 'sending', 'completed', 'cancelled'];

/** Accepted orders, and one of them with its timeline. */
export function OrdersView({ chosen }: { chosen: string | undefined }) {
  const { t, dateTime } = useText();
  const [phase, setPhase] = useState<OrderPhase | ''>('');
  const list = useList<OrderView>('/orders', { phase }, ['orders', 'messages']);
  return (
    <ListView
      view="orders"
      chosen={chosen}
      title={t('orders.title')}
      filters={
        <Choice
          label={t('orders.filter')}
          value={phase}
          options={[
            { value: '', text: t('common.all') },
            ...PHASES.map((value) => ({ value, text: t(`phase.${value}`) })),
          ]}
          onChange={setPhase}
        />
      }
      list={list}
      label={t('orders.list')}
      keyOf={(order) => order.id}
      row={(order) => (
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
            <PhaseMark phase={order.phase} />
            <span className="muted small tabular">
              {t('order.to', { count: order.total })} · {order.sender}
            </span>
          </span>
        </>
      )}
      empty={
        <Empty title={t(phase === '' ? 'orders.empty' : 'orders.empty.filtered')}>
          {phase === '' && (
            <p>
              <a href={href('journal')}>{t('orders.empty.hint')}</a>
            </p>
          )}
        </Empty>
      }
      invitation={t('orders.choose')}
      detail={chosen !== undefined && <OrderDetail key={chosen} id={chosen} />}
    />
  );
}
