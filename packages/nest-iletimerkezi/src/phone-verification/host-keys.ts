import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** The values from which the code of a verification is derived. All of it is part of the HMAC input. */
export interface CodeSource {
  readonly account: string;
  /** The public id. Only its digest is stored. */
  readonly id: string;
  /** Random bytes, stored with the verification. */
  readonly seed: Buffer;
  readonly number: string;
  readonly purpose: string;
  /** Increases with each new code of the verification. */
  readonly generation: number;
  readonly length: number;
}

/** Bytes of one random number. 2^48 is far above the 10^10 codes of ten digits, so few numbers are rejected. */
const CHUNK = 6;
const CHUNK_RANGE = 2 ** (8 * CHUNK);

/**
 * The host's secret keys. A code is derived by HMAC-SHA-256 from a random seed and from everything it is bound to, so that
 * it can be sent again without being stored: the database alone, or a key alone, does not reveal it.
 */
export class HostKeys {
  readonly #keys: ReadonlyMap<string, string | Uint8Array>;
  /** Identifies the current key without revealing it. */
  readonly current: string;

  /** @param keys the current key, and others whose codes are still accepted. */
  constructor(keys: readonly (string | Uint8Array)[]) {
    const named = keys.map((key) => [digest(key, 'key id').slice(0, 12), key] as const);
    this.#keys = new Map(named);
    const [first] = named;
    if (first === undefined) throw new Error('A list of keys has at least one.');
    this.current = first[0];
  }

  /** Returns whether a key, by its name, is still accepted. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Returns a keyed hash of a value with the current key. Different kinds of values have different hashes. */
  hashOf(kind: 'phone' | 'ip' | 'session' | 'target' | 'dedupe', ...values: readonly string[]): string {
    return digest(this.#keys.get(this.current) ?? '', JSON.stringify([kind, ...values]));
  }

  /** Returns the code of a verification; undefined when its key is not listed any more. */
  codeOf(key: string, source: CodeSource): string | undefined {
    const secret = this.#keys.get(key);
    return secret === undefined ? undefined : deriveCode(secret, source);
  }
}

/** Compares two codes in constant time. */
export function isSameCode(expected: string, given: string): boolean {
  // Digests have equal lengths, which the comparison requires.
  return timingSafeEqual(hash('sha256', expected, 'buffer'), hash('sha256', given, 'buffer'));
}

/** Returns the primary key under which a verification is stored. The database does not contain the id itself. */
export function rowKeyOf(id: string): string {
  const hex = hash('sha256', id, 'hex').slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function deriveCode(secret: string | Uint8Array, source: CodeSource): string {
  const { account, id, seed, number, purpose, generation, length } = source;
  const codes = 10 ** length;
  // A number beyond the largest multiple of the number of codes is rejected. Otherwise low codes would be more likely.
  const limit = CHUNK_RANGE - (CHUNK_RANGE % codes);
  for (let round = 0; ; round += 1) {
    const block = createHmac('sha256', secret)
      .update(
        JSON.stringify([
          'code',
          account,
          id,
          seed.toString('hex'),
          number,
          purpose,
          generation,
          length,
          round,
        ]),
      )
      .digest();
    for (let offset = 0; offset + CHUNK <= block.length; offset += CHUNK) {
      const value = block.readUIntBE(offset, CHUNK);
      if (value < limit) return String(value % codes).padStart(length, '0');
    }
  }
}

const digest = (key: string | Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');
