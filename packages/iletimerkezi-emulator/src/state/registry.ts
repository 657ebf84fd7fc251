import type { RecipientType } from './order.js';

export type Channel = 'MESAJ' | 'EPOSTA' | 'ARAMA';
export type ConsentStatus = 'ONAY' | 'RET';

/** Whose consent for what: the key of a history in the registry. */
export interface ConsentKey {
  brandCode: string;
  recipient: string;
  recipientType: RecipientType;
  type: Channel;
}

/** One record; times in milliseconds since the epoch. */
export interface ConsentRecord extends ConsentKey {
  status: ConsentStatus;
  source: string;
  consentDate: number;
  receivedAt: number;
  /** When the registry shows it. */
  visibleAt: number;
  /** `provider` came through iys-register, `citizen` from the recipient or a seed. */
  by: 'provider' | 'citizen' | 'seed';
}

/** The national consent registry: a history per key, with records that become visible after a delay. */
export class Registry {
  #histories = new Map<string, ConsentRecord[]>();
  /** Per recipient, the time of its first visible record under any key. */
  #known = new Map<string, number>();

  add(record: ConsentRecord): void {
    const key = keyOf(record);
    const history = this.#histories.get(key);
    if (history) history.push(record);
    else this.#histories.set(key, [record]);
    const known = this.#known.get(record.recipient);
    if (known === undefined || record.visibleAt < known) this.#known.set(record.recipient, record.visibleAt);
  }

  /** Returns the visible record with the newest consent date; of two equal dates the record received later. */
  current(key: ConsentKey, now: number): ConsentRecord | undefined {
    let newest: ConsentRecord | undefined;
    for (const record of this.#histories.get(keyOf(key)) ?? []) {
      if (record.visibleAt <= now && (!newest || record.consentDate >= newest.consentDate)) newest = record;
    }
    return newest;
  }

  /** Whether a record was received for the key, visible or not. */
  has(key: ConsentKey): boolean {
    return this.#histories.has(keyOf(key));
  }

  /** Returns the record received last, visible or not. */
  latest(key: ConsentKey): ConsentRecord | undefined {
    return this.#histories.get(keyOf(key))?.at(-1);
  }

  /** Whether the recipient has a visible record under any key. */
  knows(recipient: string, now: number): boolean {
    return (this.#known.get(recipient) ?? Infinity) <= now;
  }

  /** Histories that match, each oldest first. */
  find(filter: Partial<ConsentKey>, limit: number): ConsentRecord[][] {
    const found: ConsentRecord[][] = [];
    for (const history of this.#histories.values()) {
      const head = history[0];
      if (!head || !matches(head, filter)) continue;
      found.push(history);
      if (found.length >= limit) break;
    }
    return found;
  }

  get size(): number {
    return this.#histories.size;
  }

  clear(): void {
    this.#histories = new Map();
    this.#known = new Map();
  }

  toData(): ConsentRecord[] {
    return [...this.#histories.values()].flat();
  }
}

function keyOf(key: ConsentKey): string {
  return `${key.brandCode}|${key.type}|${key.recipientType}|${key.recipient}`;
}

function matches(record: ConsentRecord, filter: Partial<ConsentKey>): boolean {
  return (
    (filter.brandCode === undefined || record.brandCode === filter.brandCode) &&
    (filter.recipient === undefined || record.recipient === filter.recipient) &&
    (filter.recipientType === undefined || record.recipientType === filter.recipientType) &&
    (filter.type === undefined || record.type === filter.type)
  );
}
