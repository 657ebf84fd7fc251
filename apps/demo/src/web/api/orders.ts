import type { NewOrder, OrderView, RecipientPage } from '../../shared/api/orders.js';
import { call, send } from './call.js';

const at = (id: string) => `/api/orders/${encodeURIComponent(id)}`;

export const ordersApi = {
  order: (id: string) => call<OrderView>(at(id)),
  recipients: (id: string) => call<RecipientPage>(`${at(id)}/recipients`),
  /** Sent twice with the same key, an order is made once: a lost answer can be asked for again. */
  send: (order: NewOrder, key: string) =>
    send<OrderView>('POST', '/api/orders', order, { 'idempotency-key': key }),
};
