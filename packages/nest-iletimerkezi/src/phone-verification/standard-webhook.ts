import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Verification of signed webhooks. Source: Standard Webhooks 1.0.0, symmetric signatures (`v1`), as the package
 * `standardwebhooks` makes them.
 */

/** A message is refused if its time differs by more, in milliseconds. Source: Standard Webhooks, libraries. */
const TOLERANCE_MS = 300_000;

/** Shortest key in bytes. Shorter ones can be guessed. */
const SHORTEST_KEY = 16;

const SECRET = /^(?:v1,)?whsec_([\w+/-]+={0,2})$/;

/** Returns the key of a secret such as `v1,whsec_…`; undefined if it is not valid. */
export function webhookKeyOf(secret: unknown): Buffer | undefined {
  const encoded = typeof secret === 'string' ? SECRET.exec(secret.trim())?.[1] : undefined;
  const key = encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
  return key !== undefined && key.length >= SHORTEST_KEY ? key : undefined;
}

/** A received webhook. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body as it was received. */
  readonly body: Uint8Array;
  /** The current time, in milliseconds since the epoch. */
  readonly now: number;
}

/** Returns whether one of the signatures was made with one of the keys in the last five minutes. */
export function isSignedWith(keys: readonly Buffer[], { headers, body, now }: SignedWebhook): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => headers[`webhook-${name}`],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > TOLERANCE_MS) return false;
  // Signatures are separated by spaces. Supabase adds a comma.
  const given = [...signatures.matchAll(/(?:^|\s)v1,([\w+/=-]+)/g)].map(([, text = '']) =>
    Buffer.from(text, 'base64'),
  );
  return keys.some((key) => {
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
}
