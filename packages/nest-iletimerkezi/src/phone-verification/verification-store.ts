import type { DeliveryStatus, E164 } from 'iletimerkezi-core';
import type { LimitWindow } from '../options/phone-verification.options.js';
import type {
  Attempt,
  Conversion,
  FactsQuery,
  FoundVerification,
  MessageFacts,
  ScopeKey,
  StoredVerification,
} from '../storage/phone-verification/phone-verifications.repository.js';

/** A message of a verification. */
export interface VerificationMessage {
  readonly number: E164;
  readonly text: string;
  /** Deduplicates the message. */
  readonly dedupeKey: string;
  /** The message is not sent after this time, in milliseconds since the epoch. */
  readonly notAfter: number;
}

/** A message that belongs to no verification. */
export interface CountedMessage {
  readonly scopes: readonly ScopeKey[];
  /** Keyed hash by which the message is recognized. */
  readonly dedupeHash: string | undefined;
  /** Whether its code counts as entered. */
  readonly isEntered: boolean;
}

/**
 * Reads and writes of one turn: no other start or resend of the account runs at the same time. Times are milliseconds since the
 * epoch, by the clock of the store.
 */
export interface VerificationTurn {
  /** Reads what decides whether a message may be sent. */
  facts(query: FactsQuery): Promise<MessageFacts>;
  /** Pauses a prefix or an IP address, and reports it. */
  pause(conversion: Conversion, until: number): Promise<void>;
  lock(key: string): Promise<FoundVerification | undefined>;
  delivery(campaign: string): Promise<DeliveryStatus>;
  /** Sends a message with the turn. @returns the campaign to follow its delivery by, where there is one. */
  send(message: VerificationMessage): Promise<string | null>;
  /** Stores a verification and sends its first message with the turn. `now` is the time of its facts. */
  begin(verification: StoredVerification, message: VerificationMessage, now: number): Promise<void>;
  addMessage(verification: StoredVerification, now: number): Promise<void>;
  /** Returns whether a message with this hash was counted in the last `withinMs` milliseconds. */
  wasCounted(dedupeHash: string, withinMs: number): Promise<boolean>;
  /** Counts a message that belongs to no verification. */
  count(message: CountedMessage): Promise<void>;
}

/** Stores the verifications of an account: in the database, or in the memory of the process. */
export interface VerificationStore {
  inTurn<Result>(work: (turn: VerificationTurn) => Promise<Result>): Promise<Result>;
  find(key: string): Promise<FoundVerification | undefined>;
  /** Decides about a code atomically. See `PhoneVerificationsRepository.attempt`. */
  attempt(
    verification: StoredVerification,
    isRight: boolean,
    windows: readonly LimitWindow[],
  ): Promise<Attempt>;
  /** Counts an entered code that belongs to no verification. */
  countEntered(scopes: readonly ScopeKey[]): Promise<void>;
  cancel(key: string): Promise<void>;
  deliveryOf(verification: StoredVerification): Promise<DeliveryStatus>;
  verifiedNumber(
    key: string,
    purpose: string,
    options: { readonly maxAgeMs: number; readonly once: boolean },
  ): Promise<E164 | undefined>;
}
