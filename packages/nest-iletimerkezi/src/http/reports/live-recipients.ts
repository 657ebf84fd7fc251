import { RECIPIENT_STATUSES, type RecipientStatus, type ReportEvent } from 'iletimerkezi-core';
import type { RecipientDelivery } from '../../storage/outbox/campaign-pages.repository.js';

const WAITING = RECIPIENT_STATUSES.indexOf('waiting');
const WITHHELD = RECIPIENT_STATUSES.indexOf('withheld');

type Change = Extract<ReportEvent, { kind: 'changes' }>['changes'][number];
type Columns = Pick<Extract<ReportEvent, { kind: 'snapshot' }>, 'numbers' | 'statuses' | 'changedAfterMs'>;

/**
 * The recipients of one order while at least one client watches it. Every change increments the revision, and each recipient
 * stores the revision of its last change. The changes since any revision are derived from that without a log, so memory
 * depends only on the number of recipients.
 */
export class LiveRecipients {
  #id = randomId();
  #revision = 0;
  #indexOf = new Map<string, number>();
  #numbers: readonly string[] = [];
  #statuses = new Uint8Array();
  #revisions = new Uint32Array();
  #changedAfterMs = new Uint32Array();
  #final = 0;
  #withheld = 0;

  /** @param createdAt the campaign's, in epoch milliseconds */
  constructor(private readonly createdAt: number) {}

  get revision(): number {
    return this.#revision;
  }

  /** The `id` of an event that contains everything up to the current revision. */
  get cursor(): string {
    return `${this.#id}-${this.#revision}`;
  }

  /** Returns the revision of a cursor; undefined if it belongs to other rows, for example of an earlier run. */
  revisionOf(cursor: string | undefined): number | undefined {
    const [id, text] = cursor?.split('-') ?? [];
    const revision = Number(text);
    return id === this.#id && Number.isSafeInteger(revision) && revision <= this.#revision
      ? revision
      : undefined;
  }

  /** The number of recipients with a final status. */
  get final(): number {
    return this.#final;
  }

  /** The number of recipients to whom the message is not sent. */
  get withheld(): number {
    return this.#withheld;
  }

  /** Applies the statuses of the database, which replace all others. */
  load(recipients: readonly Pick<RecipientDelivery, 'number' | 'status' | 'finalAt'>[]): void {
    if (recipients.length !== this.#numbers.length) this.#begin(recipients.map(({ number }) => number));
    for (const { number, status, finalAt } of recipients) {
      const index = this.#indexOf.get(number);
      if (index !== undefined) this.#set(index, RECIPIENT_STATUSES.indexOf(status), this.#afterMs(finalAt));
    }
  }

  /**
   * Applies a delivery report. Returns false for an unknown number and for a recipient with a final status: the provider does
   * not document the order of its webhook calls, so reports never replace a final status.
   */
  record(number: string, status: RecipientStatus, at = new Date()): boolean {
    const index = this.#indexOf.get(number);
    const next = RECIPIENT_STATUSES.indexOf(status);
    if (index === undefined || next === WAITING || this.#statuses[index] !== WAITING) return false;
    return this.#set(index, next, this.#afterMs(at));
  }

  /** Returns the recipients that changed after `revision`; for 0, all that are not waiting. */
  changesSince(revision: number): Change[] {
    const changes: Change[] = [];
    for (let index = 0; index < this.#revisions.length; index += 1) {
      if ((this.#revisions[index] ?? 0) > revision) {
        changes.push([index, this.#statuses[index] ?? WAITING, this.#changedAfterMs[index] ?? 0]);
      }
    }
    return changes;
  }

  columns(): Columns {
    return {
      numbers: this.#numbers,
      statuses: this.#statuses.join(''),
      changedAfterMs: Array.from(this.#changedAfterMs),
    };
  }

  /** 0 means that the time is unknown. */
  #afterMs(at: Date | null): number {
    return at === null ? 0 : Math.max(1, at.getTime() - this.createdAt);
  }

  #begin(numbers: readonly string[]): void {
    // Positions change, so that clients need a new snapshot.
    this.#id = randomId();
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

const randomId = (): string => Math.random().toString(36).slice(2, 10);

const isFinal = (status: number): boolean => status !== WAITING && status !== WITHHELD;
