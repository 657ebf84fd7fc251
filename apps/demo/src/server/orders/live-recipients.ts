import type { RecipientDelivery } from 'nest-iletimerkezi';
import {
  DELIVERY_STATUSES,
  type RecipientStatus,
  type OrderFrame,
  type RecipientPage,
} from '../../shared/api/orders.js';

const WAITING = DELIVERY_STATUSES.indexOf('waiting');

const WITHHELD = DELIVERY_STATUSES.indexOf('withheld');

type Change = OrderFrame['changes'][number];

/**
 * The recipients of an order with subscribers. Each change increments the revision, and each recipient
 * stores its last revision, so changes since any revision are found without a log.
 */
export class LiveRecipients {
  #revision = 0;
  #indexOf = new Map<string, number>();
  #numbers: readonly string[] = [];
  #statuses = new Uint8Array();
  #revisions = new Uint32Array();
  #changedAfterMs = new Uint32Array();
  #final = 0;
  #withheld = 0;

  constructor(private readonly createdAt: number) {}

  get revision(): number {
    return this.#revision;
  }

  /** The number of recipients with a final status. */
  get final(): number {
    return this.#final;
  }

  /** The number of withheld recipients. */
  get withheld(): number {
    return this.#withheld;
  }

  /** Applies the state of the database, which is authoritative. */
  load(recipients: readonly Pick<RecipientDelivery, 'number' | 'status' | 'finalAt'>[]): void {
    if (recipients.length !== this.#numbers.length) this.#begin(recipients.map(({ number }) => number));
    for (const { number, status, finalAt } of recipients) {
      const index = this.#indexOf.get(number);
      const next = DELIVERY_STATUSES.indexOf(status);
      if (index !== undefined) this.#set(index, next, this.#afterMs(finalAt));
    }
  }

  /** Applies a delivery report. The provider does not guarantee the order of webhooks, so a report never reverts a final status. */
  record(number: string, status: RecipientStatus): boolean {
    const index = this.#indexOf.get(number);
    const next = DELIVERY_STATUSES.indexOf(status);
    if (index === undefined || next === WAITING || this.#statuses[index] !== WAITING) return false;
    return this.#set(index, next, this.#afterMs(new Date()));
  }

  /** Returns the changes after `revision`; 0 returns all recipients that are not waiting. */
  changesSince(revision: number): Change[] {
    const changes: Change[] = [];
    for (let index = 0; index < this.#revisions.length; index += 1) {
      if ((this.#revisions[index] ?? 0) > revision) {
        changes.push([index, this.#statuses[index] ?? WAITING, this.#changedAfterMs[index] ?? 0]);
      }
    }
    return changes;
  }

  columns(): Omit<RecipientPage, 'cursor'> {
    return {
      numbers: this.#numbers,
      statuses: this.#statuses.join(''),
      changedAfterMs: Array.from(this.#changedAfterMs),
    };
  }

  /** 0 means "no time". */
  #afterMs(at: Date | null): number {
    return at === null ? 0 : Math.max(1, at.getTime() - this.createdAt);
  }

  #begin(numbers: readonly string[]): void {
    this.#numbers = numbers;
    this.#indexOf = new Map(numbers.map((number, index) => [number, index]));
    this.#statuses = new Uint8Array(numbers.length);
    this.#revisions = new Uint32Array(numbers.length);
    this.#changedAfterMs = new Uint32Array(numbers.length);
    this.#final = 0;
    this.#withheld = 0;
  }

  #set(index: number, next: number, afterMs: number): boolean {
    const current = this.#statuses[index] ?? WAITING;
    if (current === next) return false;
    this.#final += Number(isFinal(next)) - Number(isFinal(current));
    this.#withheld += Number(next === WITHHELD) - Number(current === WITHHELD);
    this.#statuses[index] = next;
    this.#changedAfterMs[index] = afterMs;
    this.#revision += 1;
    this.#revisions[index] = this.#revision;
    return true;
  }
}

const isFinal = (status: number) => status !== WAITING && status !== WITHHELD;
