import { ControlError, object, route, text, type ControlRoute } from './route.js';
import { orderIndex } from '../state/order.js';

/** The panel's way to cancel an order: without the account's credentials. */
export const cancelRoute: ControlRoute = route<{ params: { id: string } }>({
  method: 'POST',
  path: '/orders/:id/cancel',
  tag: 'orders',
  summary: 'Cancels a scheduled order, as cancel-order does.',
  params: object({ id: text }, ['id']),
  returns: '{ cancelled: true }',
  handle: ({ emulation, params }) => {
    const order = emulation.world.orders[orderIndex(params.id) ?? -1];
    const account = order && emulation.world.accounts.get(order.account);
    if (!order || !account) throw new ControlError(404, 'No order has this id.');
    if (order.phase !== 'scheduled') {
      throw new ControlError(409, `The order is ${order.phase}; only a scheduled one can be cancelled.`);
    }
    emulation.carrier.cancel(order, account);
    return { cancelled: true };
  },
});
