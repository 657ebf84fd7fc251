import type {
  NewOrder,
  OrderCheck,
  OrderDecision,
  OrderDetail,
  RecipientPage,
  WithheldList,
} from '../../shared/api/orders.js';
import { call, send } from './call.js';

const at = (id: string) => `/api/orders/${encodeURIComponent(id)}`;

export const ordersApi = {
  order: (id: string) => call<OrderDetail>(at(id)),
  recipients: (id: string, place: number) => call<RecipientPage>(`${at(id)}/recipients?order=${place}`),
  withheld: (id: string, place: number) => call<WithheldList>(`${at(id)}/withheld?order=${place}`),
  /** What the order would do; nothing is sent. */
  check: (order: NewOrder) => send<OrderCheck>('POST', '/api/orders/check', order),
  /** Sent twice with the same key, an order is made once: a lost answer can be asked for again. */
  send: (order: NewOrder, key: string) =>
    send<OrderDetail>('POST', '/api/orders', order, { 'idempotency-key': key }),
  pause: (id: string) => send<OrderDetail>('POST', `${at(id)}/pause`),
  resume: (id: string) => send<OrderDetail>('POST', `${at(id)}/resume`),
  cancel: (id: string) => send<OrderDetail>('POST', `${at(id)}/cancel`),
  resolve: (id: string, orderId: string, decision: OrderDecision) =>
    send<OrderDetail>('POST', `${at(id)}/orders/${encodeURIComponent(orderId)}/resolve`, decision),
};
