import type { OrderState } from 'iletimerkezi-core';

/**
 * Which token a write requires. `claim`: the right to work on the order, new with every claim. `attempt`: the claim under
 * which the order last entered `submitting`, so it identifies one possible submission.
 */
export type Fence = 'claim' | 'attempt';

/** A change of state by an instance that claimed the order. It has no effect when the token or the state differs. */
export interface OrderWrite {
  readonly fence: Fence;
  readonly from: readonly OrderState[];
  readonly to: OrderState;
}

/**
 * Every write about an order after its claim. A write takes effect only while its token is the current one. A repeated or
 * late write, or one of an instance that was suspended past its lease, cannot change an order that belongs to another
 * attempt. The SQL conditions and the model in the tests are both generated from this table.
 */
export const ORDER_WRITES = {
  /** Committed before the first byte is sent. */
  beginSubmitting: { fence: 'claim', from: ['claimed'], to: 'submitting' },
  /** The order was claimed and never entered `submitting`. */
  release: { fence: 'claim', from: ['claimed'], to: 'pending' },
  /** This attempt certainly did not reach the provider. */
  notSent: { fence: 'attempt', from: ['submitting', 'unknown', 'held'], to: 'pending' },
  /** Another instance proved that this attempt was not sent, and prevented that it is sent later. */
  provenUnsent: { fence: 'attempt', from: ['submitting'], to: 'pending' },
  /** The provider accepted this attempt. */
  accepted: { fence: 'attempt', from: ['submitting'], to: 'submitted' },
  /** The provider accepted this attempt, and the answer arrived after the order had left `submitting`. */
  acceptedLate: { fence: 'attempt', from: ['unknown', 'held', 'resent', 'rejected'], to: 'reconciled' },
  /** The client refused the order, or could not connect at the last attempt; it never entered `submitting`. */
  refusedUnsent: { fence: 'claim', from: ['claimed'], to: 'rejected' },
  /** The provider refused this attempt. */
  refused: { fence: 'attempt', from: ['submitting', 'unknown', 'held'], to: 'rejected' },
  /** It is unknown whether the provider accepted this attempt. */
  outcomeUnknown: { fence: 'attempt', from: ['submitting'], to: 'unknown' },
  /** The module's own code failed on this order at every attempt; nothing was sent. */
  hold: { fence: 'claim', from: ['claimed', 'submitting'], to: 'held' },
  /** A look-up with its own claim found the order in the provider's reports, or the policy assumes it. */
  lookFound: { fence: 'claim', from: ['unknown'], to: 'reconciled' },
  /** The last look-up found no evidence. */
  lookFoundNothing: { fence: 'claim', from: ['unknown'], to: 'held' },
} as const satisfies Record<string, OrderWrite>;

export type OrderWriteName = keyof typeof ORDER_WRITES;

/** The part of an order that decides whether a write takes effect. */
export interface FencedOrder {
  readonly state: OrderState;
  readonly claim: string | undefined;
  readonly attempt: string | undefined;
}

/** Whether the write takes effect on the order when it names this token. */
export function admits(write: OrderWrite, order: FencedOrder, token: string): boolean {
  return write.from.includes(order.state) && order[write.fence] === token;
}
