export { OrdersTable } from './OrdersTable.js';
export { ordersViewFromQuery, ordersViewToQuery } from './ordersView.js';
export type {
  OrderRow,
  OrderRowState,
  OrdersColumn,
  OrdersSortColumn,
  OrdersTablePart,
  OrdersTableProps,
  OrdersView,
} from './OrdersTable.types.js';
