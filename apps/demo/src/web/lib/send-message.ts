import type { ComposedMessage } from 'react-sms-ui';
import type { NewOrder } from '../../shared/api/orders.js';

/** A composed message as the server takes it: all of it at once, which makes the orders it needs. */
export function orderOf({ sendAt, ...message }: ComposedMessage): NewOrder {
  return { ...message, ...(sendAt && { sendAt: sendAt.toISOString() }) };
}
