import type { DeliveryStatus } from '../delivery/carrier.js';
import { formatNumber } from '../provider/phone.js';
import type { Account, RetryPolicy } from '../state/account.js';
import { messageId, orderId } from '../state/order.js';
import type { World } from '../state/world.js';
import type { TimedEvent } from '../time/events.js';
import type { Scheduler } from '../time/scheduler.js';
import type { Attempt, Notification } from './notification.js';
import { Poster } from './post.js';
import { WebhookRules } from './rules.js';

/** Maximum number of finished notifications that are kept. */
const KEPT = 20_000;
const REORDER_WAIT = 10_000;

/**
 * Sends the status changes of messages to each account's URL: with bounded concurrency, retries on the virtual clock, and
 * the statuses of one message in order unless a rule changes it.
 */
export class Dispatcher {
  readonly rules = new WebhookRules();
  readonly #world: World;
  readonly #scheduler: Scheduler<TimedEvent>;
  #poster: Poster;
  #queue: number[] = [];
  #queueHead = 0;
  #all = new Map<number, Notification>();
  #finished: number[] = [];
  #finishedHead = 0;
  /** Messages with a request on its way → what waits behind it. */
  #busy = new Map<number, number[]>();
  #held = new Map<number, number>();
  #sending = 0;
  #nextId = 1;
  #generation = 0;
  #idle: (() => void)[] = [];
  #closed = false;

  constructor(world: World, scheduler: Scheduler<TimedEvent>) {
    this.#world = world;
    this.#scheduler = scheduler;
    this.#poster = new Poster(world.settings.webhookConcurrency);
  }

  /** Queues a status change of a message; without a URL it is dropped. */
  readonly notify = (account: Account, row: number, status: DeliveryStatus): void => {
    if (!account.webhook) return;
    const notification = this.#create(account.key, row, status);
    const to = formatNumber(this.#world.messages.number(row));
    const rule = this.rules.take({ status, to, account: account.key });
    notification.rule = rule?.id;
    switch (rule?.action) {
      case 'drop':
        this.#finish(notification, 'dropped');
        break;
      case 'delay':
        this.#wait(notification, rule.delayMs ?? 5000);
        break;
      case 'reorder':
        notification.state = 'held';
        this.#held.set(row, notification.id);
        this.#scheduler.at(this.#world.clock.now() + (rule.delayMs ?? REORDER_WAIT), {
          kind: 'webhook',
          notification: notification.id,
        });
        break;
      case 'duplicate':
        this.#enqueue(notification);
        this.#enqueue(this.#create(account.key, row, status));
        break;
      case undefined:
        this.#enqueue(notification);
    }
  };

  /** A waiting or held notification's time has come. */
  due(id: number): void {
    const notification = this.#all.get(id);
    if (!notification) return;
    if (notification.state === 'held') this.#held.delete(notification.message);
    if (notification.state === 'waiting' || notification.state === 'held') this.#enqueue(notification);
  }

  /** Sends a stored notification again in any state; `undefined` when it is no longer stored. */
  replay(id: number): Notification | undefined {
    const original = this.#all.get(id);
    if (!original) return undefined;
    const copy = this.#create(original.account, original.message, original.status);
    copy.rule = `replay of ${id}`;
    this.#enqueue(copy);
    return copy;
  }

  get(id: number): Notification | undefined {
    return this.#all.get(id);
  }

  /** The newest notifications first. */
  list(limit: number, accept: (notification: Notification) => boolean = () => true): Notification[] {
    const found: Notification[] = [];
    const ids = [...this.#all.keys()];
    for (let index = ids.length - 1; index >= 0 && found.length < limit; index--) {
      const notification = this.#all.get(ids[index] ?? 0);
      if (notification && accept(notification)) found.push(notification);
    }
    return found;
  }

  /** Returns the body that would be posted. */
  bodyOf(notification: Notification): { report: Record<string, unknown> } {
    const { messages, settings } = this.#world;
    const { message } = notification;
    const asText = settings.quirks.webhookIdType === 'string';
    const id = messageId(message);
    const packet = orderId(messages.order(message));
    return {
      report: {
        id: asText ? String(id) : id,
        packet_id: asText ? String(packet) : packet,
        status: notification.status,
        to: formatNumber(messages.number(message)),
        body: this.#world.textOf(message).text,
      },
    };
  }

  /** Resolves once nothing is queued or on its way; retries that wait for their time do not count. */
  settled(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Unfinished notifications, for a snapshot; what is on its way counts as not sent. */
  pending(): Notification[] {
    return [...this.#all.values()].filter(
      ({ state }) => state === 'queued' || state === 'sending' || state === 'waiting' || state === 'held',
    );
  }

  /** Takes up a snapshot's notifications; those that wait are in the scheduler already. */
  load(notifications: readonly Notification[]): void {
    for (const notification of notifications) {
      const copy: Notification = { ...notification, attempts: [...notification.attempts] };
      this.#all.set(copy.id, copy);
      this.#nextId = Math.max(this.#nextId, copy.id + 1);
      if (copy.state === 'held') this.#held.set(copy.message, copy.id);
      if (copy.state === 'queued' || copy.state === 'sending') this.#enqueue(copy);
    }
  }

  /** Forgets every notification; answers still on their way are ignored. */
  clear(): void {
    this.#generation += 1;
    this.#queue = [];
    this.#queueHead = 0;
    this.#all = new Map();
    this.#finished = [];
    this.#finishedHead = 0;
    this.#busy = new Map();
    this.#held = new Map();
    this.#sending = 0;
    this.#nextId = 1;
    this.rules.clear();
    this.#poster.close();
    this.#poster = new Poster(this.#world.settings.webhookConcurrency);
    this.#tellIdle();
  }

  close(): void {
    this.#closed = true;
    this.clear();
    this.#poster.close();
  }

  #create(account: string, message: number, status: DeliveryStatus): Notification {
    const notification: Notification = {
      id: this.#nextId++,
      account,
      message,
      status,
      createdAt: this.#world.clock.now(),
      state: 'queued',
      attempts: [],
      rule: undefined,
    };
    this.#all.set(notification.id, notification);
    return notification;
  }

  #enqueue(notification: Notification): void {
    notification.state = 'queued';
    this.#queue.push(notification.id);
    this.#fill();
  }

  #fill(): void {
    while (!this.#closed && this.#sending < this.#world.settings.webhookConcurrency) {
      const id = this.#queue[this.#queueHead];
      if (id === undefined) break;
      this.#queueHead += 1;
      if (this.#queueHead > 4096 && this.#queueHead * 2 > this.#queue.length) {
        this.#queue = this.#queue.slice(this.#queueHead);
        this.#queueHead = 0;
      }
      const notification = this.#all.get(id);
      if (!notification) continue;
      const behind = this.#busy.get(notification.message);
      if (behind) behind.push(id);
      else void this.#send(notification);
    }
    if (this.#isIdle()) this.#tellIdle();
  }

  async #send(notification: Notification): Promise<void> {
    const account = this.#world.accounts.get(notification.account);
    const url = account?.webhook?.url;
    if (!account || url === undefined) {
      this.#finish(notification, 'failed');
      return;
    }
    const generation = this.#generation;
    const policy: RetryPolicy = { ...this.#world.settings.retry, ...account.webhook?.retry };
    notification.state = 'sending';
    this.#sending += 1;
    this.#busy.set(notification.message, []);
    const at = this.#world.clock.now();
    const started = performance.now();
    const result = await this.#poster.post(url, JSON.stringify(this.bodyOf(notification)), policy.timeoutMs);
    if (generation !== this.#generation) return;
    this.#sending -= 1;
    this.#record(notification, policy, { at, durationMs: performance.now() - started, url, result });
    this.#release(notification.message);
    this.#fill();
  }

  #record(notification: Notification, policy: RetryPolicy, attempt: Attempt): void {
    notification.attempts.push(attempt);
    const { result } = attempt;
    if ('status' in result && result.status >= 200 && result.status < 300) {
      this.#finish(notification, 'delivered');
      return;
    }
    const wait = policy.delaysMs[notification.attempts.length - 1];
    if (wait === undefined) this.#finish(notification, 'failed');
    else this.#wait(notification, wait);
  }

  /** Lets go what waited behind a message's request, and what was held back to come after it. */
  #release(message: number): void {
    const behind = this.#busy.get(message) ?? [];
    this.#busy.delete(message);
    for (const id of behind) this.#queue.push(id);
    const held = this.#held.get(message);
    if (held !== undefined && behind.length === 0) this.due(held);
  }

  #wait(notification: Notification, milliseconds: number): void {
    notification.state = 'waiting';
    this.#scheduler.at(this.#world.clock.now() + milliseconds, {
      kind: 'webhook',
      notification: notification.id,
    });
    this.#world.changed('webhooks');
  }

  #finish(notification: Notification, state: NotificationEnd): void {
    notification.state = state;
    this.#finished.push(notification.id);
    if (this.#finished.length - this.#finishedHead > KEPT) {
      const oldest = this.#finished[this.#finishedHead];
      if (oldest !== undefined) this.#all.delete(oldest);
      this.#finishedHead += 1;
      if (this.#finishedHead > KEPT) {
        this.#finished = this.#finished.slice(this.#finishedHead);
        this.#finishedHead = 0;
      }
    }
    this.#world.changed('webhooks');
  }

  #isIdle(): boolean {
    return this.#sending === 0 && this.#queueHead >= this.#queue.length;
  }

  #tellIdle(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}

type NotificationEnd = 'delivered' | 'failed' | 'dropped';
