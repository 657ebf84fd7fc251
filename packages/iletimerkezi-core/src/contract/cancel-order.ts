import type { Endpoint } from './endpoint.js';

/**
 * `POST /v1/cancel-order/json`: takes back a scheduled order that has not begun. Not idempotent: 455 the second time,
 * and for orders that are being sent or finished. Source: provider documentation, cancel-order.
 */
export const cancelOrder: Endpoint<{ orderId: string }, void> = {
  slug: 'cancel-order',
  operation: 'cancel',
  path: '/v1/cancel-order/json',
  effect: 'once',
  encode: ({ orderId }) => ({ order: { id: orderId } }),
  decode: () => undefined,
};
