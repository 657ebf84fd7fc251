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
  /** Returns the result of a dry run. Sends nothing. */
  check: (order: NewOrder) => send<OrderCheck>('POST', '/api/orders/check', order),
  /** Creates an order. Repeating a request with the same key creates no second order. */
  send: (order: NewOrder, key: string) =>
    send<OrderDetail>('POST', '/api/orders', order, { 'idempotency-key': key }),
  pause: (id: string) => send<OrderDetail>('POST', `${at(id)}/pause`),
  resume: (id: string) => send<OrderDetail>('POST', `${at(id)}/resume`),
  cancel: (id: string) => send<OrderDetail>('POST', `${at(id)}/cancel`),
  resolve: (id: string, orderId: string, decision: OrderDecision) =>
    send<OrderDetail>('POST', `${at(id)}/orders/${encodeURIComponent(orderId)}/resolve`, decision),
};
