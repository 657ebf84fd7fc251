import type { ReportState } from 'iletimerkezi-core';
import type { ComponentPropsWithoutRef } from 'react';
import type { LoadError } from '../../parts/LoadFault.js';
import type { ClassNames } from '../../parts/part.js';
import type { DeliveryStatus } from '../../report/reportRow.js';
import type { FilterValue } from '../FilterBar/filterValue.js';

/** The parts of an OrdersTable that take a class name. */
export type OrdersTablePart = 'root' | 'tools' | 'table' | 'day' | 'row' | 'more';

/** The state of an order in the list. */
export type OrderRowState = ReportState;

/** One order in the list. */
export interface OrderRow {
  orderId: string;
  /** The text of the message; null after it was deleted. If an order has one, it replaces the number as the title of the row. */
  text?: string | null;
  sender: string;
  state: OrderRowState;
  /** The time at which it was or will be sent. */
  time: Date | number;
  counts: Readonly<Record<DeliveryStatus, number>>;
  /** Its cost in credits of the account. */
  cost?: number;
  /** False for an order that cannot be edited, for example one that repeats another that may have been sent. Default true. */
  isEditable?: boolean;
}

/** The columns of an OrdersTable. */
export type OrdersColumn = 'order' | 'text' | 'time' | 'sender' | 'state' | 'delivery' | 'cost';

/** The columns by which the orders can be sorted. */
export type OrdersSortColumn = 'time' | 'sender' | 'cost';

/** Filters and sort of the orders. `filter.chosen` has `state` and `sender`. Without a sort, the order of the host is kept. */
export interface OrdersView {
  filter: FilterValue;
  sort: { column: OrdersSortColumn; direction: 'ascending' | 'descending' } | undefined;
}

export interface OrdersTableProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  orders: readonly OrderRow[];
  /** Called with an order. Displays its title as a button, or handles a plain click on the link of `hrefOf`. */
  onOpen?: (change: { orderId: string }) => void;
  /** Returns the address of an order. Displays its title as a link. */
  hrefOf?: (order: { orderId: string }) => string;
  /** Called to cancel a scheduled order. The host asks for confirmation. */
  onCancel?: (change: { orderId: string }) => void;
  /** Called to edit a scheduled order. The host cancels the order before it opens the message in the composer. */
  onEdit?: (change: { orderId: string }) => void;
  /** Loads older orders. Omit it when there are none. */
  onMore?: () => void;
  /** Offers a search, filters by state, sender and day, and sorting. They apply to the loaded orders. */
  filterable?: boolean;
  /** Filters and sort, where the host holds them. */
  view?: OrdersView;
  defaultView?: Partial<OrdersView>;
  onViewChange?: (change: { view: OrdersView }) => void;
  /** Displays a heading per day while the orders are not sorted by something else. */
  groupByDay?: boolean;
  /** Offers a choice of columns, of all or of the given ones. */
  columnChoice?: boolean | readonly OrdersColumn[];
  /** The displayed columns, where the host holds them. The title of a row is always displayed. */
  columns?: readonly OrdersColumn[];
  /** Default: all columns of which the orders have data, without the number if they have texts. */
  defaultColumns?: readonly OrdersColumn[];
  onColumnsChange?: (change: { columns: readonly OrdersColumn[] }) => void;
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<OrdersTablePart>;
}
