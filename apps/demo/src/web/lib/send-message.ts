import type { ComposedMessage } from 'react-sms-ui';
import { MAX_RECIPIENTS, type NewOrder, type OrderView } from '../../shared/api/orders.js';
import type { Problem } from '../../shared/api/problem.js';
import { problemOf } from '../api/call.js';
import { ordersApi } from '../api/orders.js';

/** What became of a message: its orders, and why the rest of them did not follow. */
export interface Sent {
  orders: OrderView[];
  /** How many orders the message needs. */
  planned: number;
  problem?: Problem;
}

/**
 * Sends a message as orders of at most 50,000 recipients, one after the other, and stops at the first that fails.
 * A key names the try: sent again with the same key, an order that was made is not made twice.
 */
export async function sendMessage(
  message: ComposedMessage,
  key: string,
  smsPerRecipient: number | undefined,
): Promise<Sent> {
  const sent: Sent = { orders: [], planned: Math.ceil(message.recipients.length / MAX_RECIPIENTS) };
  for (let part = 0; part < sent.planned; part += 1) {
    const recipients = message.recipients.slice(part * MAX_RECIPIENTS, (part + 1) * MAX_RECIPIENTS);
    try {
      sent.orders.push(await ordersApi.send(orderOf(message, recipients, smsPerRecipient), `${key}-${part}`));
    } catch (error) {
      return { ...sent, problem: problemOf(error) };
    }
  }
  return sent;
}

function orderOf(
  { sendAt, ...message }: ComposedMessage,
  recipients: string[],
  smsPerRecipient: number | undefined,
): NewOrder {
  return {
    ...message,
    recipients,
    ...(sendAt && { sendAt: sendAt.toISOString() }),
    ...(smsPerRecipient !== undefined && { confirmedSms: smsPerRecipient * recipients.length }),
  };
}
