import { hash, randomBytes } from 'node:crypto';

/** The head of an empty chain. */
export const CHAIN_START = '0'.repeat(64);

/** The part of a record that is never erased. A change of it changes every hash after it. */
export interface ChainedPart {
  readonly brandCode: string;
  readonly position: number;
  readonly recipientType: string;
  readonly channel: string;
  readonly status: string;
  readonly source: string;
  readonly consentDate: Date;
  readonly recordedAt: Date;
  readonly origin: string;
  readonly form: string | null;
  readonly commitment: string;
}

/** Returns the SHA-256 of the previous hash and the record, in a fixed order, in hexadecimal. */
export function chainHash(previous: string, part: ChainedPart): string {
  return hash(
    'sha256',
    JSON.stringify([
      previous,
      part.brandCode,
      part.position,
      part.recipientType,
      part.channel,
      part.status,
      part.source,
      part.consentDate.getTime(),
      part.recordedAt.getTime(),
      part.origin,
      part.form,
      part.commitment,
    ]),
  );
}

/**
 * Returns a salted hash of the person. With the salt it proves that the record is about this recipient; without it the
 * recipient cannot be found by trying all numbers.
 */
export function commitTo(salt: string, recipient: string, trace: string | null): string {
  return hash('sha256', JSON.stringify([salt, recipient, trace]));
}

const SALT_BYTES = 16;

/**
 * Returns a function that yields salts for a batch. One call for random bytes is many times faster than one for each.
 * @param count salts at most.
 */
export function saltsFor(count: number): () => string {
  const bytes = randomBytes(count * SALT_BYTES);
  let used = 0;
  return () => bytes.toString('hex', used, (used += SALT_BYTES));
}

export const textHash = (text: string): string => hash('sha256', text);
