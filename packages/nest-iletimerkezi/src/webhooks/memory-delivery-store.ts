import type { DeliveryDeduplication } from '../options/delivery.js';
import type {
  ArrivedDelivery,
  DeliveryOutcome,
  DeliveryStore,
  KeptDelivery,
} from '../options/delivery-store.js';

/** Limits of a {@link MemoryDeliveryStore}. Beyond them the oldest entries are deleted. */
export interface MemoryDeliveryStoreLimits {
  /** Messages whose statuses are kept for deduplication. Default 100,000, about 20 MB. */
  messages?: number;
  /** Unmatched and failed reports that are kept with their content. Default 1,000. */
  kept?: number;
}

/** Stores the newest reports in the memory of this process. */
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
      deleteOldest(this.seen, this.limits.messages);
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
    deleteOldest(this.open, this.limits.kept);
    return Promise.resolve();
  }

  /** Deletes all entries, for example between two tests. */
  clear(): void {
    this.seen.clear();
    this.open.clear();
  }

  kept(account: string, limit: number): Promise<KeptDelivery[]> {
    const kept = [...this.open.values()].filter(({ delivery }) => delivery.account === account);
    return Promise.resolve(kept.toReversed().slice(0, limit));
  }
}

/** Marks a message that has a final status. The provider sends no empty status. */
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

function deleteOldest(map: Map<string, unknown>, limit: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
