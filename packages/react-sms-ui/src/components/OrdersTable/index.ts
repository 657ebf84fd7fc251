export {
  OrdersTable,
  type OrderRow,
  type OrdersTablePart,
  type OrdersTableProps,
  type OrderRowState,
} from './OrdersTable.js';
