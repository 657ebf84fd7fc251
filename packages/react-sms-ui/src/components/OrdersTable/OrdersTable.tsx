'use client';
import type { OrderStatus } from 'iletimerkezi-core';
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Icon, type IconName } from '../../parts/Icon.js';
import { LoadFault, type LoadError } from '../../parts/LoadFault.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { StackedBar } from '../../parts/StackedBar.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useSmsUi } from '../../provider/context.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../report/reportRow.js';

/** The parts of an OrdersTable that take a class name. */
export type OrdersTablePart = 'root' | 'table' | 'row' | 'more';

/** The state of an order in the list: the provider's, and the states of a scheduled order, which its reports do not have. */
export type OrderRowState = OrderStatus | 'scheduled' | 'cancelled';

/** One order in the list. */
export interface OrderRow {
  orderId: string;
  sender: string;
  state: OrderRowState;
  /** The time at which it was or will be sent. */
  time: Date | number;
  counts: Readonly<Record<DeliveryStatus, number>>;
}

export interface OrdersTableProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  orders: readonly OrderRow[];
  /** Called with an order. Displays its number as a button. */
  onOpen?: (change: { orderId: string }) => void;
  /** Called to cancel a scheduled order. The host asks for confirmation. */
  onCancel?: (change: { orderId: string }) => void;
  /** Loads older orders. Omit it when there are none. */
  onMore?: () => void;
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<OrdersTablePart>;
}

const ICONS: Readonly<Record<OrderRowState, IconName>> = {
  scheduled: 'clock',
  sending: 'waiting',
  completed: 'delivered',
  failed: 'undelivered',
  cancelled: 'blocked',
  unknown: 'unknown',
};

const TONES: Readonly<Record<OrderRowState, DeliveryStatus | undefined>> = {
  scheduled: undefined,
  sending: 'waiting',
  completed: 'delivered',
  failed: 'undelivered',
  cancelled: undefined,
  unknown: 'unknown',
};

/** Lists the account's orders in the order given by the host, each with its state and its delivery counts. */
export const OrdersTable = forwardRef<HTMLElement, OrdersTableProps>(function OrdersTable(
  { orders, onOpen, onCancel, onMore, isLoading = false, error, classNames, className, ...rest },
  ref,
) {
  const { t, format } = useSmsUi();
  const part = partsOf('orders-table', classNames);
  return (
    <section
      aria-label={t('orders.label')}
      {...rest}
      {...part('root', className)}
      ref={ref}
      aria-busy={isLoading || undefined}
    >
      {error === undefined ? null : <LoadFault error={error} />}
      {orders.length === 0 ? (
        isLoading ? (
          <OrdersSkeleton />
        ) : error === undefined ? (
          <div className="sms-report-empty">
            <p>{t('orders.empty')}</p>
          </div>
        ) : null
      ) : (
        <div className="sms-scroll-x sms-orders-scroll">
          <table {...part('table', 'sms-table')} aria-label={t('orders.label')}>
            <thead>
              <tr>
                <th scope="col">{t('orders.order')}</th>
                <th scope="col">{t('orders.sent')}</th>
                <th scope="col">{t('orders.sender')}</th>
                <th scope="col">{t('orders.state')}</th>
                <th scope="col">{t('orders.delivery')}</th>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr key={order.orderId} {...part('row')}>
                  <th scope="row" data-column="order">
                    {onOpen ? (
                      <Button
                        kind="plain"
                        aria-label={t('orders.open', { id: order.orderId })}
                        onClick={() => onOpen({ orderId: order.orderId })}
                      >
                        {order.orderId}
                      </Button>
                    ) : (
                      order.orderId
                    )}
                  </th>
                  <td data-column="time">{format.dateTime(order.time)}</td>
                  <td data-column="sender">{order.sender}</td>
                  <td data-column="state">
                    <span className="sms-status" data-status={TONES[order.state]}>
                      <Icon name={ICONS[order.state]} />
                      <span>{t(`orders.state.${order.state}`)}</span>
                    </span>
                    {order.state === 'scheduled' && onCancel ? (
                      <Button
                        kind="plain"
                        aria-label={t('orders.cancel', { id: order.orderId })}
                        onClick={() => onCancel({ orderId: order.orderId })}
                      >
                        {t('orders.cancelShort')}
                      </Button>
                    ) : null}
                  </td>
                  <td data-column="delivery">
                    <Delivery counts={order.counts} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {onMore && orders.length > 0 ? (
        <div {...part('more')}>
          <Button aria-disabled={isLoading || undefined} onClick={onMore}>
            {isLoading ? t('common.loading') : t('orders.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
});

function Delivery({ counts }: { counts: OrderRow['counts'] }): ReactNode {
  const { t } = useSmsUi();
  const total = DELIVERY_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  return (
    <div className="sms-orders-delivery">
      <StackedBar counts={counts} />
      <span className="sms-code">{t('orders.deliveredOf', { delivered: counts.delivered, total })}</span>
    </div>
  );
}

const WIDTHS = ['70%', '58%', '64%', '52%'];

function OrdersSkeleton(): ReactNode {
  return (
    <Skeleton className="sms-report-skeleton">
      {WIDTHS.map((width) => (
        <div key={width} aria-hidden="true">
          <SkeletonBar style={{ inlineSize: width }} />
          <span className="sms-skeleton" />
          <span className="sms-skeleton" />
        </div>
      ))}
    </Skeleton>
  );
}
