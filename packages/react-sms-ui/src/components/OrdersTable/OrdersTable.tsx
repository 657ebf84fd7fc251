'use client';
import { REPORT_STATES } from 'iletimerkezi-core';
import { forwardRef, useMemo, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { ColumnChooser } from '../../parts/ColumnChooser.js';
import { addDays, dayOf, startOfDay, type Day } from '../../parts/day.js';
import { Icon, type IconName } from '../../parts/Icon.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { partsOf } from '../../parts/part.js';
import { StackedBar } from '../../parts/StackedBar.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useControlled } from '../../parts/useControlled.js';
import { useNow, useSmsUi } from '../../provider/context.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../report/reportRow.js';
import { FilterBar } from '../FilterBar/FilterBar.js';
import { hasFilters } from '../FilterBar/filterValue.js';
import type {
  OrderRow,
  OrderRowState,
  OrdersColumn,
  OrdersSortColumn,
  OrdersTableProps,
  OrdersView,
} from './OrdersTable.types.js';
import { byDay, EVERY_ORDER, matchingOrders, nextOrdersSort, ORDERS_COLUMNS } from './ordersView.js';

const ICONS: Readonly<Record<OrderRowState, IconName>> = {
  scheduled: 'clock',
  queued: 'clock',
  checking: 'clock',
  submitting: 'waiting',
  sending: 'waiting',
  paused: 'held',
  completed: 'delivered',
  failed: 'undelivered',
  expired: 'undelivered',
  cancelled: 'blocked',
  withheld: 'blocked',
  resent: 'moving',
  unknown: 'unknown',
  held: 'unknown',
};

const TONES: Readonly<Record<OrderRowState, DeliveryStatus | undefined>> = {
  scheduled: undefined,
  queued: 'waiting',
  checking: 'waiting',
  submitting: 'waiting',
  sending: 'waiting',
  paused: undefined,
  completed: 'delivered',
  failed: 'undelivered',
  expired: 'undelivered',
  cancelled: undefined,
  withheld: undefined,
  resent: undefined,
  unknown: 'unknown',
  held: 'unknown',
};

/**
 * Lists the account's orders, each with its state and its delivery counts, in the order given by the host. With `filterable`,
 * they can be searched, filtered by state, sender and day, and sorted; the host can hold this view, for example in its URL.
 */
export const OrdersTable = forwardRef<HTMLElement, OrdersTableProps>(function OrdersTable(
  {
    orders,
    onOpen,
    hrefOf,
    onCancel,
    onEdit,
    onMore,
    filterable = false,
    view: givenView,
    defaultView,
    onViewChange,
    groupByDay = false,
    columnChoice = false,
    columns: givenColumns,
    defaultColumns,
    onColumnsChange,
    isLoading = false,
    error,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t, format } = useSmsUi();
  const part = partsOf('orders-table', classNames);
  const [view, setView] = useControlled<OrdersView>(givenView, () => ({ ...EVERY_ORDER, ...defaultView }));
  const hasTexts = orders.some(({ text }) => text !== undefined);
  const hasCosts = orders.some(({ cost }) => cost !== undefined);
  const possible = ORDERS_COLUMNS.filter(
    (column) => (column !== 'text' || hasTexts) && (column !== 'cost' || hasCosts),
  );
  const title = hasTexts ? 'text' : 'order';
  const [chosen, setChosen] = useControlled<readonly OrdersColumn[] | undefined>(
    givenColumns,
    defaultColumns,
  );
  const shown = possible.filter(
    (column) => column === title || (chosen === undefined ? column !== 'order' : chosen.includes(column)),
  );
  const matching = useMemo(
    () => (filterable ? matchingOrders(orders, view, format.compare) : orders),
    [filterable, orders, view, format],
  );
  const changeView = (next: OrdersView): void => {
    setView(next);
    onViewChange?.({ view: next });
  };
  const isFiltered = filterable && hasFilters(view.filter);
  const isGrouped = groupByDay && (view.sort === undefined || view.sort.column === 'time');
  const nameOf = (column: OrdersColumn): string => t(column === 'time' ? 'orders.sent' : `orders.${column}`);

  const rows = (some: readonly OrderRow[]): ReactNode =>
    some.map((order) => (
      <tr key={order.orderId} {...part('row')}>
        {shown.map((column) =>
          column === title ? (
            <th key={column} scope="row" data-column={column}>
              <OrderTitle order={order} onOpen={onOpen} hrefOf={hrefOf} />
            </th>
          ) : (
            <td key={column} data-column={column}>
              <OrderCell order={order} column={column} onCancel={onCancel} onEdit={onEdit} />
            </td>
          ),
        )}
      </tr>
    ));

  const table = (
    <div className="sms-scroll-x sms-orders-scroll">
      <table {...part('table', 'sms-table')} aria-label={t('orders.label')} data-title={title}>
        <thead>
          <tr>
            {shown.map((column) => {
              const sortColumn = filterable ? sortable(column) : undefined;
              const sort = view.sort?.column === column ? view.sort.direction : undefined;
              return (
                <th key={column} scope="col" aria-sort={sort} data-column={column}>
                  {sortColumn === undefined ? (
                    nameOf(column)
                  ) : (
                    <button
                      type="button"
                      className="sms-orders-sort"
                      onClick={() => changeView({ ...view, sort: nextOrdersSort(view, sortColumn) })}
                    >
                      <span>{nameOf(column)}</span>
                      <Icon name={sort ?? 'sort'} />
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        {isGrouped ? (
          byDay(matching).map(({ day, orders: some }) => (
            // Several groups have the same day where the host's order is not by time.
            <tbody key={some[0]?.orderId}>
              <tr {...part('day')}>
                <th scope="rowgroup" colSpan={shown.length}>
                  <DayName day={day} />
                </th>
              </tr>
              {rows(some)}
            </tbody>
          ))
        ) : (
          <tbody>{rows(matching)}</tbody>
        )}
      </table>
    </div>
  );

  const contents = (): ReactNode => {
    if (matching.length > 0) return table;
    if (isFiltered && orders.length > 0) {
      return (
        <div className="sms-report-empty">
          <p>{t('orders.noMatch')}</p>
        </div>
      );
    }
    if (isLoading) return <OrdersSkeleton />;
    if (error !== undefined) return null;
    return (
      <div className="sms-report-empty">
        <p>{t('orders.empty')}</p>
      </div>
    );
  };

  return (
    <section
      aria-label={t('orders.label')}
      {...rest}
      {...part('root', className)}
      ref={ref}
      aria-busy={isLoading || undefined}
    >
      {error === undefined ? null : <LoadFault error={error} />}
      {orders.length > 0 && (filterable || columnChoice !== false) ? (
        <div {...part('tools')}>
          {filterable ? (
            <FilterBar
              searchLabel={t('orders.search')}
              filters={[
                {
                  name: 'state',
                  label: t('orders.state'),
                  options: statesOf(orders).map((value) => ({ value, label: t(`orders.state.${value}`) })),
                },
                { name: 'sender', label: t('orders.sender'), options: sendersOf(orders, format.compare) },
              ]}
              dates
              value={view.filter}
              onChange={({ value }) => changeView({ ...view, filter: value })}
            />
          ) : null}
          {columnChoice === false ? null : (
            <ColumnChooser
              columns={possible
                .filter(
                  (column) => column !== title && (columnChoice === true || columnChoice.includes(column)),
                )
                .map((value) => ({ value, label: nameOf(value) }))}
              shown={shown.filter((column) => column !== title)}
              onChange={(columns) => {
                setChosen(columns);
                onColumnsChange?.({ columns });
              }}
            />
          )}
        </div>
      ) : null}
      {filterable && orders.length > 0 ? (
        <div className="sms-report-count">
          <span role="status">
            {isFiltered
              ? t('orders.shownOf', { shown: matching.length, total: orders.length })
              : t('orders.shown', { count: orders.length })}
          </span>
          {isFiltered && onMore ? <span>{` · ${t('orders.loadedOnly')}`}</span> : null}
        </div>
      ) : null}
      {contents()}
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

const sortable = (column: OrdersColumn): OrdersSortColumn | undefined =>
  column === 'time' || column === 'sender' || column === 'cost' ? column : undefined;

function statesOf(orders: readonly OrderRow[]): OrderRowState[] {
  const present = new Set(orders.map(({ state }) => state));
  return REPORT_STATES.filter((state) => present.has(state));
}

function sendersOf(
  orders: readonly OrderRow[],
  compare: (a: string, b: string) => number,
): { value: string; label: string }[] {
  return [...new Set(orders.map(({ sender }) => sender))]
    .toSorted(compare)
    .map((value) => ({ value, label: value }));
}

function DayName({ day }: { day: Day }): ReactNode {
  const { t, format } = useSmsUi();
  const now = useNow();
  const today = now === undefined ? undefined : dayOf(now);
  const date = format.date(startOfDay(day));
  const name =
    today === day
      ? t('orders.today')
      : today !== undefined && addDays(today, -1) === day
        ? t('orders.yesterday')
        : undefined;
  return <span>{name === undefined ? date : `${name} · ${date}`}</span>;
}

type TitleProps = Pick<OrdersTableProps, 'onOpen' | 'hrefOf'> & { order: OrderRow };

function OrderTitle({ order, onOpen, hrefOf }: TitleProps): ReactNode {
  const { t } = useSmsUi();
  const { orderId, text } = order;
  const title = text === undefined ? orderId : (text ?? t('orders.textErased'));
  const shown = <span className={text === undefined ? undefined : 'sms-orders-text'}>{title}</span>;
  if (hrefOf) {
    return (
      <a
        className="sms-orders-link"
        href={hrefOf({ orderId })}
        onClick={(event) => {
          if (!onOpen || event.defaultPrevented || event.button !== 0) return;
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          onOpen({ orderId });
        }}
      >
        {shown}
      </a>
    );
  }
  if (!onOpen) return shown;
  return (
    <Button
      kind="plain"
      aria-label={text === undefined ? t('orders.open', { id: orderId }) : undefined}
      onClick={() => onOpen({ orderId })}
    >
      {shown}
    </Button>
  );
}

interface CellProps extends Pick<OrdersTableProps, 'onCancel' | 'onEdit'> {
  order: OrderRow;
  column: OrdersColumn;
}

function OrderCell({ order, column, onCancel, onEdit }: CellProps): ReactNode {
  const { t, format } = useSmsUi();
  const edit = order.isEditable === false ? undefined : onEdit;
  switch (column) {
    case 'order':
      return <span>{order.orderId}</span>;
    case 'text':
      return <span>{order.text ?? t('orders.textErased')}</span>;
    case 'time':
      return <span>{format.dateTime(order.time)}</span>;
    case 'sender':
      return <span>{order.sender}</span>;
    case 'cost':
      return <span>{order.cost === undefined ? '–' : t('counter.credits', { count: order.cost })}</span>;
    case 'delivery':
      return <Delivery counts={order.counts} />;
    case 'state':
      return (
        <>
          <span className="sms-status" data-status={TONES[order.state]}>
            <Icon name={ICONS[order.state]} />
            <span>{t(`orders.state.${order.state}`)}</span>
          </span>
          {order.state === 'scheduled' && (edit || onCancel) ? (
            <span className="sms-orders-actions">
              {edit ? <OrderButton order={order} action="edit" onPress={edit} /> : null}
              {onCancel ? <OrderButton order={order} action="cancel" onPress={onCancel} /> : null}
            </span>
          ) : null}
        </>
      );
  }
}

interface OrderButtonProps {
  order: OrderRow;
  action: 'edit' | 'cancel';
  onPress: (change: { orderId: string }) => void;
}

function OrderButton({ order: { orderId, text }, action, onPress }: OrderButtonProps): ReactNode {
  const { t } = useSmsUi();
  const name =
    text === undefined || text === null
      ? t(`orders.${action}`, { id: orderId })
      : t(`orders.${action}Text`, { text });
  return (
    <Button kind="plain" aria-label={name} onClick={() => onPress({ orderId })}>
      {t(`orders.${action}Short`)}
    </Button>
  );
}

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
