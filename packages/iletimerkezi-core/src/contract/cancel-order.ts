import type { Endpoint } from './endpoint.js';

/**
 * `POST /v1/cancel-order/json`: cancels a scheduled order that is not being sent yet. Not idempotent: 455 the second
 * time, and for orders that are being sent or completed. Source: provider documentation, cancel-order.
 */
export const cancelOrder: Endpoint<{ orderId: string }, void> = {
  slug: 'cancel-order',
  operation: 'cancel',
  path: '/v1/cancel-order/json',
  effect: 'once',
  encode: ({ orderId }) => ({ order: { id: orderId } }),
  decode: () => undefined,
};
