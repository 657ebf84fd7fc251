export {
  OrdersTable,
  type OrderRow,
  type OrdersTablePart,
  type OrdersTableProps,
  type OrderState,
} from './OrdersTable.js';
