import type { ParsedOrder } from 'iletimerkezi-core';
import type { ClaimedOrder } from '../storage/outbox/claim-orders.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';

/** Returns the message of a claimed order. Reads its recipients unless the claim did. */
export async function readContent(claimed: ClaimedOrder, orders: OrdersRepository): Promise<ParsedOrder> {
  const { id, sender, sendAt, kind, audience, texts } = claimed;
  const recipients = claimed.recipients ?? (await orders.recipientsByText(id));
  const messages = [...recipients].map(([index, numbers]) => ({
    text: texts[index] ?? '',
    recipients: numbers,
  }));
  const [only] = messages;
  const content = only && messages.length === 1 ? only : { messages };
  const head = { sender, ...(sendAt && { sendAt }) };
  return kind === 'commercial'
    ? { ...head, kind, audience: audience ?? 'BIREYSEL', ...content }
    : { ...head, kind, ...content };
}
