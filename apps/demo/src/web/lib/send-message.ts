import type { ComposedMessage } from 'react-sms-ui';
import type { NewOrder } from '../../shared/api/orders.js';

/** Converts a composed message to one request. The server splits it into orders. */
export function orderOf({ sendAt, ...message }: ComposedMessage): NewOrder {
  return { ...message, ...(sendAt && { sendAt: sendAt.toISOString() }) };
}
