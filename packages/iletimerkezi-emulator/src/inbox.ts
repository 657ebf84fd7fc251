import { findCode } from './code.js';
import { formatNumber } from './provider/phone.js';
import { readWrittenNumber } from './written-number.js';
import { MessageState } from './state/message-table.js';
import { messageId, orderId, orderIndex } from './state/order.js';
import type { World } from './state/world.js';

/** The state of a message in the inbox. */
export type InboxStatus = 'waiting' | 'accepted' | 'delivered' | 'undelivered';

/** A message as the phone network sees it. */
export interface InboxMessage {
  id: number;
  to: string;
  from: string;
  text: string;
  parts: number;
  orderId: string;
  account: string;
  status: InboxStatus;
  /** When its status last changed, ISO 8601 in UTC. */
  at: string;
  /** The one-time code of the text. Only with the filter `code`. */
  code?: string;
}

/** Which messages; every part given has to hold. */
export interface InboxFilter {
  /** In any form the provider takes or people write, such as `0536 123 45 67`. */
  to?: string;
  from?: string;
  /** Part of the text. */
  text?: string;
  orderId?: string | number;
  account?: string;
  status?: InboxStatus;
  /** Only messages with a one-time code, which is returned as `code`. */
  code?: boolean;
}

const STATUS: Record<MessageState, InboxStatus> = {
  [MessageState.Waiting]: 'waiting',
  [MessageState.Accepted]: 'accepted',
  [MessageState.Delivered]: 'delivered',
  [MessageState.Undelivered]: 'undelivered',
  [MessageState.Cancelled]: 'undelivered',
};

/** Messages that left for the network, newest first. Scheduled and cancelled ones are not among them. */
export function readInbox(world: World, filter: InboxFilter, limit: number): InboxMessage[] {
  const { messages, orders } = world;
  const to = filter.to === undefined ? undefined : (readWrittenNumber(filter.to) ?? -1);
  // The rows of one order lie together, so that a million others need not be looked at.
  const only = filter.orderId === undefined ? undefined : orders[orderIndex(filter.orderId) ?? -1];
  if (filter.orderId !== undefined && !only) return [];
  const first = only?.first ?? 0;
  const end = only ? only.first + only.total : messages.length;
  const found: InboxMessage[] = [];
  for (let row = end - 1; row >= first && found.length < limit; row--) {
    if (to !== undefined && messages.number(row) !== to) continue;
    const order = orders[messages.order(row)];
    if (!order || !world.isOut(row)) continue;
    const message: InboxMessage = {
      id: messageId(row),
      to: formatNumber(messages.number(row)),
      from: order.sender,
      ...world.textOf(row),
      orderId: String(orderId(order.index)),
      account: order.account,
      status: STATUS[messages.state(row)],
      at: new Date(messages.changedAt(row)).toISOString(),
    };
    if (!fits(message, filter)) continue;
    if (filter.code !== true) {
      found.push(message);
      continue;
    }
    const code = findCode(message.text);
    if (code !== undefined) found.push({ ...message, code });
  }
  return found;
}

/**
 * Resolves with matching messages, newest first, as soon as there are `count` of them, those of the past included;
 * or with what there is after `timeoutMs` real milliseconds.
 */
export function waitForMessages(
  world: World,
  filter: InboxFilter,
  { count, timeoutMs, signal }: { count: number; timeoutMs: number; signal?: AbortSignal },
): Promise<{ complete: boolean; messages: InboxMessage[] }> {
  return new Promise((resolve) => {
    const look = (): InboxMessage[] => readInbox(world, filter, count);
    const finish = (messages: InboxMessage[]): void => {
      stop();
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      resolve({ complete: messages.length >= count, messages });
    };
    const giveUp = (): void => finish(look());
    const stop = world.listen((change) => {
      if (change !== 'messages' && change !== 'orders') return;
      const messages = look();
      if (messages.length >= count) finish(messages);
    });
    const timer = setTimeout(giveUp, timeoutMs);
    signal?.addEventListener('abort', giveUp);
    const already = look();
    if (already.length >= count) finish(already);
  });
}

function fits(message: InboxMessage, filter: InboxFilter): boolean {
  return (
    (filter.from === undefined || message.from === filter.from) &&
    (filter.text === undefined || message.text.includes(filter.text)) &&
    (filter.account === undefined || message.account === filter.account) &&
    (filter.status === undefined || message.status === filter.status)
  );
}
