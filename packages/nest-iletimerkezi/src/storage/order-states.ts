/**
 * The state machine of an order, in one table: where it may go from each state, and why. `order-writes.ts` says which
 * token each write of an instance names, and the drawing in docs/outbox.md is made from this table.
 */
export const ORDER_TRANSITIONS = {
  checking: {
    pending: 'the consent of every recipient is known',
    withheld: 'no recipient is left who may get it',
    expired: '`notAfter` has passed',
    cancelled: 'its campaign is cancelled, or the order that it repeats had been accepted',
    held: 'it was restored from a backup, and may have gone since',
  },
  pending: {
    claimed: 'an instance takes it, when its lane is free',
    expired: '`notAfter` has passed',
    cancelled: 'its campaign is cancelled, or the order that it repeats had been accepted',
    held: 'it was restored from a backup, and may have gone since',
  },
  claimed: {
    submitting: 'committed before the first byte leaves',
    checking: 'consents grew stale while it waited',
    withheld: 'no recipient is left who may get it',
    pending: 'the instance gives it back, or has died',
    expired: '`notAfter` has passed',
    cancelled: 'its campaign is cancelled, or the order that it repeats had been accepted',
    held: 'it could not be made ready, time after time; nothing has left',
  },
  submitting: {
    submitted: 'the provider took it and gave its id',
    rejected: 'the provider refused it',
    pending: 'it certainly did not reach the provider',
    unknown: 'no usable answer, or the instance died',
    held: 'it could not be made ready, time after time; nothing has left',
  },
  submitted: {
    settled: 'the report is final for every recipient',
  },
  unknown: {
    reconciled: 'evidence that the provider took it',
    held: 'no evidence in time, policy `hold`',
    resent: 'no evidence in time, policy `resend`',
    pending: 'the instance that was sending it reports late that nothing left',
    rejected: 'the provider’s refusal arrived late',
  },
  held: {
    reconciled: 'a person or a late answer says it was sent',
    resent: 'a person has it sent again',
    rejected: 'a person drops it, or the provider’s refusal arrived late',
    pending: 'the instance that was sending it reports late that nothing left',
  },
  resent: {
    reconciled: 'the second was refused as a duplicate: the first had gone',
  },
  reconciled: {
    settled: 'the report is final for every recipient',
  },
  settled: {},
  rejected: {
    reconciled: 'the provider’s acceptance arrived after a person had dropped it',
  },
  expired: {},
  cancelled: {},
  withheld: {},
} as const;

export type OrderState = keyof typeof ORDER_TRANSITIONS;

export const ORDER_STATES = Object.keys(ORDER_TRANSITIONS) as readonly OrderState[];

/** The states from which an order may come into this one. */
export function sourcesOf(state: OrderState): OrderState[] {
  return ORDER_STATES.filter((from) => state in ORDER_TRANSITIONS[from]);
}
