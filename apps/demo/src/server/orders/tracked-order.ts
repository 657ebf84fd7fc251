import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type OrderCounts,
  type OrderFrame,
  type OrderPurpose,
  type OrderState,
  type OrderView,
  type RecipientPage,
} from '../../shared/api/orders.js';
import type { Problem } from '../../shared/api/problem.js';

/** How far the provider is with an order, as far as we know. */
type Handover =
  | { step: 'submitting' }
  | { step: 'unknown'; problem: Problem }
  | { step: 'accepted'; orderId: string }
  | { step: 'failed'; orderId: string; problem: Problem };

export interface OrderDraft {
  id: string;
  sender: string;
  text: string;
  purpose: OrderPurpose;
  parts: number;
  duplicates: number;
  /** Absent: right away. */
  sendAt?: Date;
  /** Distinct numbers in E.164. */
  numbers: readonly string[];
}

const WAITING = DELIVERY_STATUSES.indexOf('waiting');
const UNKNOWN = DELIVERY_STATUSES.indexOf('unknown');

/**
 * One order and the state of each recipient. Every change gets the next revision, and each recipient remembers
 * its last one: "what changed since revision N" needs no log and is right for every N.
 */
export class TrackedOrder {
  readonly createdAt = new Date();
  #handover: Handover = { step: 'submitting' };
  #revision = 0;
  readonly #indexOf: Map<string, number>;
  readonly #statuses: Uint8Array;
  readonly #revisions: Uint32Array;
  readonly #changedAfterMs: Uint32Array;
  readonly #totals: number[];

  constructor(readonly draft: OrderDraft) {
    const size = draft.numbers.length;
    this.#indexOf = new Map(draft.numbers.map((number, index) => [number, index]));
    this.#statuses = new Uint8Array(size);
    this.#revisions = new Uint32Array(size);
    this.#changedAfterMs = new Uint32Array(size);
    this.#totals = DELIVERY_STATUSES.map((_, status) => (status === WAITING ? size : 0));
  }

  get id(): string {
    return this.draft.id;
  }

  get revision(): number {
    return this.#revision;
  }

  get orderId(): string | undefined {
    return 'orderId' in this.#handover ? this.#handover.orderId : undefined;
  }

  get state(): OrderState {
    if (this.#handover.step !== 'accepted') return this.#handover.step;
    if (this.#totals[WAITING] === 0) return 'completed';
    const { sendAt } = this.draft;
    return sendAt !== undefined && sendAt.getTime() > Date.now() ? 'scheduled' : 'sending';
  }

  has(number: string): boolean {
    return this.#indexOf.has(number);
  }

  accept(orderId: string): void {
    this.#handover = { step: 'accepted', orderId };
    this.#revision += 1;
  }

  markUnknown(problem: Problem): void {
    this.#handover = { step: 'unknown', problem };
    this.#revision += 1;
  }

  markFailed(orderId: string, problem: Problem): void {
    this.#handover = { step: 'failed', orderId, problem };
    this.#revision += 1;
  }

  /**
   * Takes a status for one number and says whether that changed anything. The provider documents no order of its
   * webhooks, so a late `waiting` never undoes a final status and a final one is never replaced.
   */
  record(number: string, status: DeliveryStatus): boolean {
    const index = this.#indexOf.get(number);
    if (index === undefined) return false;
    const next = DELIVERY_STATUSES.indexOf(status);
    const current = this.#statuses[index] ?? WAITING;
    if (next === current || next === WAITING) return false;
    if (current !== WAITING && current !== UNKNOWN) return false;
    this.#totals[current] = (this.#totals[current] ?? 0) - 1;
    this.#totals[next] = (this.#totals[next] ?? 0) + 1;
    this.#statuses[index] = next;
    this.#changedAfterMs[index] = Date.now() - this.createdAt.getTime();
    this.#revision += 1;
    this.#revisions[index] = this.#revision;
    return true;
  }

  view(): OrderView {
    const { id, sender, text, purpose, parts, duplicates, sendAt } = this.draft;
    const handover = this.#handover;
    return {
      id,
      orderId: this.orderId,
      state: this.state,
      sender,
      text,
      purpose,
      parts,
      duplicates,
      createdAt: this.createdAt.toISOString(),
      sendAt: sendAt?.toISOString(),
      counts: this.#counts(),
      problem: 'problem' in handover ? handover.problem : undefined,
    };
  }

  /** Everything that changed after `revision`; 0 gives all recipients that ever changed. */
  frameSince(revision: number): OrderFrame {
    const changes: [number, number, number][] = [];
    for (let index = 0; index < this.#revisions.length; index += 1) {
      if ((this.#revisions[index] ?? 0) > revision) {
        changes.push([index, this.#statuses[index] ?? WAITING, this.#changedAfterMs[index] ?? 0]);
      }
    }
    return { order: this.view(), changes };
  }

  page(offset: number, limit: number): RecipientPage {
    const end = offset + limit;
    return {
      offset,
      total: this.draft.numbers.length,
      numbers: this.draft.numbers.slice(offset, end),
      statuses: this.#statuses.subarray(offset, end).join(''),
      changedAfterMs: Array.from(this.#changedAfterMs.subarray(offset, end)),
    };
  }

  #counts(): OrderCounts {
    const [waiting = 0, delivered = 0, undelivered = 0, unknown = 0] = this.#totals;
    // Nobody waits for an order that may not exist.
    if (this.state === 'unknown')
      return { total: waiting, waiting: 0, delivered, undelivered, unknown: waiting };
    return { total: this.draft.numbers.length, waiting, delivered, undelivered, unknown };
  }
}
