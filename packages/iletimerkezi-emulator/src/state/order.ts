/** `scheduled` waits for its time; `cancelled` was stopped before it. */
export type OrderPhase = 'scheduled' | 'sending' | 'completed' | 'cancelled';
export type RecipientType = 'BIREYSEL' | 'TACIR';

/** One text of an order, as it goes out (after conversion), with the parts each recipient costs. */
export interface TextGroup {
  readonly text: string;
  readonly parts: number;
}

/** An accepted order. Its messages are the rows `first … first + total - 1` of the message table. */
export interface Order {
  readonly index: number;
  readonly account: string;
  readonly sender: string;
  /** The consent list of a commercial order, or nothing for a transactional one. */
  readonly commercial: RecipientType | undefined;
  readonly groups: readonly TextGroup[];
  readonly first: number;
  readonly total: number;
  readonly submitAt: number;
  readonly sendAt: number;
  phase: OrderPhase;
  delivered: number;
  undelivered: number;
  /** Billing units charged and not refunded. */
  charged: number;
  /** When the operator took its messages. */
  acceptedAt: number | undefined;
  completedAt: number | undefined;
}

/** The provider's ids are integers of nine digits; ours count up from here. */
const FIRST_ORDER_ID = 312_000_001;
const FIRST_MESSAGE_ID = 700_000_001;

export function orderId(index: number): number {
  return FIRST_ORDER_ID + index;
}

/** The index an order id (number or digits) stands for; `undefined` when it cannot be one. */
export function orderIndex(id: unknown): number | undefined {
  const text = typeof id === 'number' ? String(id) : id;
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return undefined;
  const index = Number(text) - FIRST_ORDER_ID;
  return index >= 0 ? index : undefined;
}

export function messageId(row: number): number {
  return FIRST_MESSAGE_ID + row;
}
