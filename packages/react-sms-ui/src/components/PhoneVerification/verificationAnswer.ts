import {
  type DeliveryStatus,
  PHONE_VERIFICATION_PHONE_FAULTS,
  type PhoneVerificationPhoneFault,
} from 'iletimerkezi-core/shared';
import type { ServerTime } from './PhoneVerification.types.js';

/** A point in time of `performance.now()`, which does not change with the clock of the device. */
export interface Deadline {
  at: number;
  /** Remaining wait when the answer arrived, in milliseconds. */
  waitMs: number;
}

/** An answer with deadlines of this device instead of times of the server. */
export type ReadAnswer =
  | {
      status: 'sent';
      id: string;
      codeLength: number;
      attemptsLeft: number;
      resendAt: Deadline;
      /** Undefined where the clocks may differ. */
      expiresAt: Deadline | undefined;
    }
  | { status: 'pending'; delivery: DeliveryStatus; attemptsLeft: number; resendAt: Deadline }
  | { status: 'limited' | 'locked'; retryAt: Deadline }
  | { status: 'invalid-phone'; reason: PhoneVerificationPhoneFault }
  | { status: 'wrong'; attemptsLeft: number }
  | { status: 'verified' | 'expired' | 'used' | 'unavailable' }
  | { status: 'unknown' };

const UNKNOWN: ReadAnswer = { status: 'unknown' };
const DAY_MS = 86_400_000;

/** The body of Nest for a 429 of another guard, such as a throttler's, contains this as `statusCode`. */
const TOO_MANY_REQUESTS = 429;

/** Reads an answer of the server, which can be anything. `receivedAt`: `performance.now()` when it arrived. */
export function readAnswer(answer: unknown, receivedAt: number): ReadAnswer {
  if (typeof answer !== 'object' || answer === null) return UNKNOWN;
  const fields: Readonly<Record<string, unknown>> = { ...answer };
  if (fields['status'] === undefined && fields['statusCode'] === TOO_MANY_REQUESTS) {
    const waitMs = secondsOf(fields['retryAfter']) * 1_000;
    return { status: 'limited', retryAt: { at: receivedAt + waitMs, waitMs } };
  }
  const attemptsLeft = countOf(fields['attemptsLeft']);
  const clock = timeOf(fields['now']);
  const deadline = (time: unknown): Deadline | undefined => {
    const at = timeOf(time);
    if (at === undefined) return undefined;
    const left = at - (clock ?? Date.now());
    // A wait that a wrong clock makes up must not keep the person from trying; the server refuses what is too early.
    const waitMs = left > DAY_MS && clock === undefined ? 0 : Math.max(0, left);
    return { at: receivedAt + waitMs, waitMs };
  };
  switch (fields['status']) {
    case 'verified':
      return { status: 'verified' };
    case 'expired':
      return { status: 'expired' };
    case 'used':
      return { status: 'used' };
    case 'unavailable':
      return { status: 'unavailable' };
    case 'wrong':
      return attemptsLeft === undefined ? UNKNOWN : { status: 'wrong', attemptsLeft };
    case 'limited':
      return { status: 'limited', retryAt: deadline(fields['retryAt']) ?? { at: receivedAt, waitMs: 0 } };
    case 'locked':
      return { status: 'locked', retryAt: deadline(fields['retryAt']) ?? { at: receivedAt, waitMs: 0 } };
    case 'invalid-phone':
      return { status: 'invalid-phone', reason: reasonOf(fields['reason']) };
    case 'sent': {
      const { id, codeLength } = fields;
      const resendAt = deadline(fields['resendAt']);
      const isRead = typeof id === 'string' && typeof codeLength === 'number';
      if (!isRead || attemptsLeft === undefined || resendAt === undefined) return UNKNOWN;
      const expiresAt = clock === undefined ? undefined : deadline(fields['expiresAt']);
      return { status: 'sent', id, codeLength, attemptsLeft, expiresAt, resendAt };
    }
    case 'pending': {
      const resendAt = deadline(fields['resendAt']);
      if (attemptsLeft === undefined || resendAt === undefined) return UNKNOWN;
      return { status: 'pending', attemptsLeft, resendAt, delivery: deliveryOf(fields['delivery']) };
    }
    default:
      return UNKNOWN;
  }
}

/** Reads the header `Retry-After` in seconds. 0 without it. */
function secondsOf(value: unknown): number {
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
  return seconds > 0 && seconds <= DAY_MS / 1_000 ? seconds : 0;
}

const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

function timeOf(value: unknown): number | undefined {
  const isTime = typeof value === 'string' || typeof value === 'number' || value instanceof Date;
  const time = isTime ? new Date(value satisfies ServerTime).getTime() : Number.NaN;
  return Number.isFinite(time) ? time : undefined;
}

const reasonOf = (value: unknown): PhoneVerificationPhoneFault =>
  PHONE_VERIFICATION_PHONE_FAULTS.find((reason) => reason === value) ?? 'not-a-number';

const DELIVERIES: readonly DeliveryStatus[] = ['waiting', 'delivered', 'undelivered', 'unknown'];

const deliveryOf = (value: unknown): DeliveryStatus => DELIVERIES.find((one) => one === value) ?? 'unknown';
