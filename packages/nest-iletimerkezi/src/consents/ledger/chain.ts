import { hash, randomBytes } from 'node:crypto';

/** What stands before a chain's first record. */
export const CHAIN_START = '0'.repeat(64);

/** The part of a record that stays for ever. Changing one letter of it changes every hash from there on. */
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

/** SHA-256 over the hash before and the record, in an order that never changes. Hexadecimal. */
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
 * What the chain knows of a person: a hash with a salt of the record's own. While the salt is kept it proves that
 * the record is about this recipient; once it is erased, nobody can find out by trying all numbers.
 */
export function commitTo(salt: string, recipient: string, trace: string | null): string {
  return hash('sha256', JSON.stringify([salt, recipient, trace]));
}

const SALT_BYTES = 16;

/**
 * Gives salts for a batch, one at each call: asking for random bytes once is many times faster than once for each.
 * @param count how many there are at most.
 */
export function saltsFor(count: number): () => string {
  const bytes = randomBytes(count * SALT_BYTES);
  let used = 0;
  return () => bytes.toString('hex', used, (used += SALT_BYTES));
}

export const textHash = (text: string): string => hash('sha256', text);
