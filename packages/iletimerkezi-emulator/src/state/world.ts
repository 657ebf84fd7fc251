import type { Settings } from '../settings.js';
import type { Account } from './account.js';
import { DuplicateWindow } from './duplicate-window.js';
import { MessageState, MessageTable } from './message-table.js';
import { orderIndex, type Order } from './order.js';
import { RateLimiter } from './rate-limiter.js';
import { Registry } from './registry.js';
import type { VirtualClock } from '../time/clock.js';

/** The kind of data that changed. The inbox page and waiting tests subscribe to these. */
export type Change = 'messages' | 'orders' | 'accounts' | 'registry' | 'webhooks' | 'journal' | 'settings';

/** Everything the emulator remembers about the provider's world, without any of its behaviour. */
export class World {
  readonly clock: VirtualClock;
  settings: Settings;
  accounts = new Map<string, Account>();
  /** Per account: number → when it was added. */
  blacklists = new Map<string, Map<number, number>>();
  readonly orders: Order[] = [];
  /** Per account: its orders' indexes, oldest first. */
  readonly ordersOf = new Map<string, number[]>();
  readonly messages = new MessageTable();
  readonly registry = new Registry();
  readonly duplicates = new DuplicateWindow();
  readonly rateLimiter = new RateLimiter();
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(clock: VirtualClock, settings: Settings) {
    this.clock = clock;
    this.settings = settings;
  }

  addOrder(order: Order): void {
    this.orders.push(order);
    const own = this.ordersOf.get(order.account);
    if (own) own.push(order.index);
    else this.ordersOf.set(order.account, [order.index]);
  }

  /** The account's order with that id; another account's order is unknown to it. */
  orderOf(account: Account, id: unknown): Order | undefined {
    const index = orderIndex(id);
    const order = index === undefined ? undefined : this.orders[index];
    return order?.account === account.key ? order : undefined;
  }

  blacklistOf(account: string): Map<number, number> {
    let list = this.blacklists.get(account);
    if (!list) this.blacklists.set(account, (list = new Map()));
    return list;
  }

  /** The text and parts of a message. */
  textOf(row: number): { text: string; parts: number } {
    return this.orders[this.messages.order(row)]?.groups[this.messages.group(row)] ?? { text: '', parts: 0 };
  }

  /** Whether the message has left for the phone network: not scheduled, not cancelled. */
  isOut(row: number): boolean {
    const order = this.orders[this.messages.order(row)];
    return (
      order !== undefined &&
      order.phase !== 'scheduled' &&
      this.messages.state(row) !== MessageState.Cancelled
    );
  }

  /** Forgets everything. */
  clear(): void {
    this.accounts = new Map();
    this.blacklists = new Map();
    this.orders.length = 0;
    this.ordersOf.clear();
    this.messages.clear();
    this.registry.clear();
    this.duplicates.clear();
    this.rateLimiter.clear();
  }

  /** Calls the listener after every change; returns how to stop. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
