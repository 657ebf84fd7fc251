import {
  isCallError,
  type AcceptedOrder,
  type E164,
  type OrderMessage,
  type ParsedOrder,
} from 'iletimerkezi-core';
import { newId } from '../../common/ids.js';
import type { JudgeRepository } from '../../storage/ledger/judge.repository.js';
import type { NewGuard } from '../../storage/outbox/enqueue.js';
import { RecipientsWithheldError, type WithheldRecipient } from './withheld.js';

export type CommercialOrder = ParsedOrder & { kind: 'commercial' };

/** A commercial order whose recipients were judged, to be sent when the rate limit admits it. */
export class GuardedSend {
  readonly #account: string;
  readonly #repository: JudgeRepository;
  readonly #guard: NewGuard;
  readonly #order: CommercialOrder;
  #granted: ReadonlyMap<E164, number | null>;
  #withheld: readonly WithheldRecipient[];

  constructor(given: {
    readonly account: string;
    readonly repository: JudgeRepository;
    readonly guard: NewGuard;
    readonly order: CommercialOrder;
    readonly preview: {
      readonly granted: ReadonlyMap<E164, number | null>;
      readonly withheld: readonly WithheldRecipient[];
    };
  }) {
    this.#account = given.account;
    this.#repository = given.repository;
    this.#guard = given.guard;
    this.#order = given.order;
    this.#granted = given.preview.granted;
    this.#withheld = given.preview.withheld;
  }

  get recipients(): number {
    return this.#granted.size;
  }

  /** The recipients that get the message. */
  get numbers(): E164[] {
    return [...this.#granted.keys()];
  }

  /** Removes recipients who have got as many messages as the frequency cap allows. */
  withhold(tooOften: readonly E164[]): void {
    const granted = new Map(this.#granted);
    for (const recipient of tooOften) granted.delete(recipient);
    this.#granted = granted;
    this.#withheld = [...this.#withheld, ...tooOften.map(asTooOften)];
  }

  get withheld(): readonly WithheldRecipient[] {
    return this.#withheld;
  }

  /**
   * Removes recipients that refused while the order waited, stores the records it relies on, and sends the rest.
   * @throws RecipientsWithheldError when no recipient is left; what `call` throws.
   */
  async send(call: (order: CommercialOrder) => Promise<AcceptedOrder>): Promise<AcceptedOrder> {
    await this.#removeRefusing();
    const left = withOnly(this.#order, this.#granted);
    if (left === undefined) throw new RecipientsWithheldError(this.#withheld);
    const id = newId();
    await this.#storeBasis(id);
    let accepted: AcceptedOrder;
    try {
      accepted = await call(left);
    } catch (error) {
      if (isCallError(error) && error.outcome === 'not-applied') await this.#repository.forget(id);
      throw error;
    }
    // The order was accepted: a failure to store its id must not look like a failed send.
    await this.#repository.accepted(id, accepted.orderId).catch(() => undefined);
    return accepted;
  }

  async #removeRefusing(): Promise<void> {
    const refusing = await this.#repository.refusing([...this.#granted.keys()], this.#guard);
    if (refusing.length === 0) return;
    const granted = new Map(this.#granted);
    for (const { recipient } of refusing) granted.delete(recipient);
    this.#granted = granted;
    this.#withheld = [
      ...this.#withheld,
      ...refusing.map(({ recipient, position }) => ({ recipient, reason: 'refused' as const, position })),
    ];
  }

  async #storeBasis(id: string): Promise<void> {
    const { brandCode, audience, policy } = this.#guard;
    const entries = [...this.#granted];
    await this.#repository.keep(id, {
      account: this.#account,
      brandCode,
      audience,
      policy,
      positions: entries.flatMap(([, position]) => position ?? []),
      allowed: entries.flatMap(([recipient, position]) => (position === null ? [recipient] : [])),
      withheld: this.#withheld.length,
    });
  }
}

/** Returns a recipient that the frequency cap withholds. */
export const asTooOften = (recipient: E164): WithheldRecipient => ({
  recipient,
  reason: 'too-often',
  position: null,
});

const messagesOf = (order: CommercialOrder): readonly OrderMessage<E164>[] =>
  'messages' in order ? order.messages : [order];

export const recipientsOf = (order: CommercialOrder): E164[] =>
  messagesOf(order).flatMap(({ recipients }) => recipients);

/** Returns the order with these recipients only, without texts that have no recipient left; undefined without any. */
export function withOnly(
  order: CommercialOrder,
  granted: Pick<ReadonlySet<E164>, 'has'>,
): CommercialOrder | undefined {
  const { sender, sendAt, kind, audience } = order;
  const messages = messagesOf(order)
    .map(({ text, recipients }) => ({
      text,
      recipients: recipients.filter((recipient) => granted.has(recipient)),
    }))
    .filter(({ recipients }) => recipients.length > 0);
  const [only] = messages;
  if (only === undefined) return undefined;
  const head = { sender, sendAt, kind, audience };
  return messages.length === 1 ? { ...head, ...only } : { ...head, messages };
}
