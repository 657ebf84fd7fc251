import { ORDER_STATES, type OrderState } from 'iletimerkezi-core';

/**
 * The state machine of an order: the allowed transitions and the condition of each. `order-writes.ts` defines the token
 * that each write requires. The diagram in docs/outbox.md is generated from this table.
 */
export const ORDER_TRANSITIONS = {
  checking: {
    pending: 'the consents of all recipients are known',
    withheld: 'no recipient may receive it',
    expired: '`notAfter` has passed',
    cancelled: 'its campaign was cancelled, or the order that it repeats was accepted',
    held: 'it was restored from a backup and may have been sent since',
  },
  pending: {
    claimed: 'an instance claims it',
    expired: '`notAfter` has passed',
    cancelled: 'its campaign was cancelled, or the order that it repeats was accepted',
    held: 'it was restored from a backup and may have been sent since',
  },
  claimed: {
    submitting: 'committed before the first byte is sent',
    checking: 'a consent check expired while it waited',
    withheld: 'no recipient may receive it',
    pending: 'the instance released it, its lease expired, or it waits for the sending hours',
    expired: '`notAfter` has passed',
    cancelled: 'its campaign was cancelled, or the order that it repeats was accepted',
    held: 'preparing it failed `attempts` times; nothing was sent',
    rejected: 'the client refused it, or the last attempt could not connect',
  },
  submitting: {
    submitted: 'the provider accepted it and returned its id',
    rejected: 'the provider refused it',
    pending: 'it did not reach the provider',
    unknown: 'no usable response, or the lease of the instance expired',
    held: 'preparing it failed `attempts` times; nothing was sent',
  },
  submitted: {
    settled: 'the report is final for every recipient',
    pending:
      'the provider cancelled it before its `sendAt`, because it is sent at another time or its campaign was paused',
    cancelled: 'the provider cancelled it before its `sendAt`',
  },
  unknown: {
    reconciled: 'there is evidence that the provider accepted it',
    held: 'no evidence was found in time; policy `hold`',
    resent: 'no evidence was found in time; policy `resend`',
    pending: 'the sending instance reported late that nothing was sent',
    rejected: 'the provider’s refusal arrived late',
  },
  held: {
    reconciled: 'an operator or a late response confirmed that it was sent',
    resent: 'an operator requested another attempt',
    rejected: 'an operator dropped it, or the provider’s refusal arrived late',
    pending: 'the sending instance reported late that nothing was sent',
  },
  resent: {
    reconciled: 'the second attempt was refused as a duplicate of the first',
  },
  reconciled: {
    settled: 'the report is final for every recipient',
    pending:
      'the provider cancelled it before its `sendAt`, because it is sent at another time or its campaign was paused',
    cancelled: 'the provider cancelled it before its `sendAt`',
  },
  settled: {},
  rejected: {
    reconciled: 'the provider’s acceptance arrived after an operator had dropped it',
  },
  expired: {},
  cancelled: {},
  withheld: {},
} as const satisfies Readonly<Record<OrderState, Readonly<Partial<Record<OrderState, string>>>>>;

/** Returns the states from which an order can enter `state`. */
export function sourcesOf(state: OrderState): OrderState[] {
  return ORDER_STATES.filter((from) => state in ORDER_TRANSITIONS[from]);
}
