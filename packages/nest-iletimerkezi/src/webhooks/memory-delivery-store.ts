import type { DeliveryDeduplication } from '../options/delivery.js';
import type {
  ArrivedDelivery,
  DeliveryOutcome,
  DeliveryStore,
  KeptDelivery,
} from '../options/delivery-store.js';

/** How much a {@link MemoryDeliveryStore} remembers before it forgets the oldest. */
export interface MemoryDeliveryStoreLimits {
  /** Messages whose statuses are remembered. Default 100,000, some 20 MB. */
  messages?: number;
  /** Unmatched and failed reports kept whole. Default 1,000. */
  kept?: number;
}

/** Remembers reports in this process, the newest ones, until it ends. */
export class MemoryDeliveryStore implements DeliveryStore {
  /** Statuses seen, by message. A Map keeps the order of insertion, so its first entry is the oldest. */
  private readonly seen = new Map<string, Set<string>>();
  private readonly open = new Map<string, KeptDelivery>();
  private readonly limits: Required<MemoryDeliveryStoreLimits>;

  constructor(limits: MemoryDeliveryStoreLimits = {}) {
    this.limits = { messages: 100_000, kept: 1_000, ...limits };
  }

  claim(delivery: ArrivedDelivery): Promise<DeliveryDeduplication> {
    const message = messageKey(delivery);
    const statuses = this.seen.get(message) ?? new Set();
    const deduplication = deduplicationOf(delivery, statuses);
    if (deduplication !== 'repeated') {
      statuses.add(delivery.rawStatus);
      if (isFinal(delivery)) statuses.add(FINAL);
      this.seen.delete(message);
      this.seen.set(message, statuses);
      forgetOldest(this.seen, this.limits.messages);
    }
    return Promise.resolve(deduplication);
  }

  release(delivery: ArrivedDelivery): Promise<void> {
    const statuses = this.seen.get(messageKey(delivery));
    statuses?.delete(delivery.rawStatus);
    if (isFinal(delivery)) statuses?.delete(FINAL);
    return Promise.resolve();
  }

  settle(delivery: ArrivedDelivery, outcome: DeliveryOutcome, reason?: string): Promise<void> {
    const key = `${messageKey(delivery)} ${delivery.rawStatus}`;
    this.open.delete(key);
    if (outcome !== 'handled')
      this.open.set(key, { delivery, outcome, ...(reason !== undefined && { reason }) });
    forgetOldest(this.open, this.limits.kept);
    return Promise.resolve();
  }

  /** Forgets everything, as between two tests. */
  clear(): void {
    this.seen.clear();
    this.open.clear();
  }

  kept(account: string, limit: number): Promise<KeptDelivery[]> {
    const kept = [...this.open.values()].filter(({ delivery }) => delivery.account === account);
    return Promise.resolve(kept.toReversed().slice(0, limit));
  }
}

/** Stands among a message's statuses once it has a final one; no status on the wire is empty. */
const FINAL = '';

function deduplicationOf(delivery: ArrivedDelivery, statuses: ReadonlySet<string>): DeliveryDeduplication {
  if (statuses.has(delivery.rawStatus)) return 'repeated';
  return delivery.status === 'accepted' && statuses.has(FINAL) ? 'late' : 'new';
}

function isFinal({ status }: ArrivedDelivery): boolean {
  return status === 'delivered' || status === 'undelivered';
}

function messageKey({ account, id }: ArrivedDelivery): string {
  return `${account} ${id}`;
}

function forgetOldest(map: Map<string, unknown>, limit: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
