import type { Audience, E164 } from 'iletimerkezi-core';
import type { HostTransaction } from '../../storage/host-transaction.js';

/**
 * A message that informs a person about the consent that was recorded, with the way to refuse. Source: regulation 2015/29417,
 * art. 7: the information that an electronic consent was obtained is sent to the recipient on the same day, with the
 * possibility to refuse.
 */
export interface ConsentNotice {
  /** The text. With the option `brand` it gets the brand's way to refuse unless it has it. `{ret}` is the recipient's link. */
  text: string;
  /** Default: the account's `defaultSender`. */
  sender?: string;
}

/** A notice that was checked, and is enqueued when its record is stored. */
export interface PreparedNotice {
  /** The id of its campaign in the outbox. */
  readonly id: string;
  /** Enqueues it in the transaction of the record. */
  readonly enqueue: (tx: HostTransaction) => Promise<void>;
}

/** Enqueues notices of consents. The outbox implements it. */
export interface ConsentNotices {
  /** @throws InputError with every fault of the notice, before any statement. */
  check(notice: ConsentNotice): void;
  prepare(notice: ConsentNotice, person: { number: E164; audience: Audience }): PreparedNotice;
}
