import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { McpError } from './mcp.error.js';

const VALID_MS = 10 * 60_000;
const NONCE_BYTES = 12;
const TIME_BYTES = 6;
const MAC_BYTES = 16;

/** The parts that a confirmation is bound to. A change of any part makes it invalid. */
export interface Binding {
  readonly account: string;
  /** The session or the signed-in caller that was shown the preview. */
  readonly caller: string;
  /** The action with everything that it sends or changes, as JSON. */
  readonly content: unknown;
}

/** A confirmation that may be redeemed once. */
export interface Confirmation {
  readonly token: string;
  readonly expiresAt: Date;
}

/** The result of an action, as JSON. */
type Result = Readonly<Record<string, unknown>>;

interface Used {
  readonly until: number;
  /** The call that carried out the action. Its client does not get the result once the signal is aborted. */
  readonly call?: { readonly result: Promise<Result>; readonly signal: AbortSignal };
}

/** A redeemed confirmation. */
export interface Redeemed {
  /** Names the action: equal for every use of the same token. Use it to deduplicate across instances. */
  readonly key: string;
  /** Whether this process redeems the token for the first time. */
  readonly isFirst: boolean;
}

/**
 * Issues and redeems confirmation tokens. A token is random and signed together with its expiry and the content, so that
 * nothing is stored until it is redeemed; then its hash is stored until it expires.
 */
export class Confirmations {
  readonly #key: string | Buffer;
  readonly #now: () => number;
  readonly #redeemed = new Map<string, Used>();

  /** @param key the same on all instances; default random. */
  constructor(key?: string, now: () => number = Date.now) {
    this.#key = key ?? randomBytes(32);
    this.#now = now;
  }

  issue(binding: Binding): Confirmation {
    const expiresAt = this.#now() + VALID_MS;
    const head = Buffer.concat([randomBytes(NONCE_BYTES), Buffer.alloc(TIME_BYTES)]);
    head.writeUIntBE(expiresAt, NONCE_BYTES, TIME_BYTES);
    const token = Buffer.concat([head, this.#sign(head, binding)]).toString('base64url');
    return { token, expiresAt: new Date(expiresAt) };
  }

  /** @throws McpError `confirmation-invalid` when it is expired, altered or was issued for something else. */
  redeem(token: string, binding: Binding): Redeemed {
    const bytes = Buffer.from(token, 'base64url');
    const head = bytes.subarray(0, NONCE_BYTES + TIME_BYTES);
    const mac = bytes.subarray(NONCE_BYTES + TIME_BYTES);
    // The decoder ignores foreign characters. Comparing the text refuses a second spelling of the same token.
    if (mac.length !== MAC_BYTES || bytes.toString('base64url') !== token) throw invalid();
    if (!timingSafeEqual(mac, this.#sign(head, binding))) throw invalid();
    const now = this.#now();
    const expiresAt = head.readUIntBE(NONCE_BYTES, TIME_BYTES);
    if (expiresAt <= now) throw invalid();
    for (const [key, { until }] of this.#redeemed) if (until <= now) this.#redeemed.delete(key);
    const key = createHash('sha256').update(token).digest('base64url');
    const isFirst = !this.#redeemed.has(key);
    if (isFirst) this.#redeemed.set(key, { until: expiresAt });
    return { key, isFirst };
  }

  /** Makes a confirmation valid again, because its action did not begin. */
  restore(key: string): void {
    this.#redeemed.delete(key);
  }

  /** Stores the result of an action until its confirmation expires. */
  keep(key: string, call: { readonly result: Promise<Result>; readonly signal: AbortSignal }): void {
    const used = this.#redeemed.get(key);
    if (used !== undefined) this.#redeemed.set(key, { ...used, call });
  }

  /**
   * Returns the result of an action whose client cancelled the call, when the action has ended; undefined for others. Servers
   * learn of a closed connection late, so the signal is read at the end.
   */
  async missedResult(key: string): Promise<Result | undefined> {
    const call = this.#redeemed.get(key)?.call;
    const [ended] = await Promise.allSettled([call?.result]);
    if (call?.signal.aborted !== true) return undefined;
    if (ended.status === 'rejected') throw ended.reason;
    return ended.value;
  }

  #sign(head: Buffer, { account, caller, content }: Binding): Buffer {
    const signed = JSON.stringify([head.toString('base64url'), account, caller, content]);
    return createHmac('sha256', this.#key).update(signed).digest().subarray(0, MAC_BYTES);
  }
}

const invalid = (): McpError => new McpError('confirmation-invalid');
