import { cost, type Account } from '../state/account.js';
import { MessageState } from '../state/message-table.js';
import type { Order } from '../state/order.js';
import type { World } from '../state/world.js';
import type { TimedEvent } from '../time/events.js';
import type { Scheduler } from '../time/scheduler.js';
import { blockOf } from './blocks.js';
import { DeliveryRules } from './rules.js';

/** Reports a status change of a message to the account's webhook. */
export type DeliveryStatus = 'accepted' | 'delivered' | 'undelivered';
export type OnStatus = (account: Account, row: number, status: DeliveryStatus) => void;

/** A large order arrives in this many waves: a wave is one event, however many messages it holds. */
const WAVES = 20;

interface CarrierParts {
  readonly world: World;
  readonly scheduler: Scheduler<TimedEvent>;
  readonly onStatus: OnStatus;
  /** Returns numbers from 0 to 1. */
  readonly random: () => number;
}

/** Moves messages from accepted order to phone: start, acceptance by the operator, delivery or failure, refunds. */
export class Carrier {
  readonly #world: World;
  readonly #scheduler: Scheduler<TimedEvent>;
  readonly #onStatus: OnStatus;
  readonly #random: () => number;

  constructor({ world, scheduler, onStatus, random }: CarrierParts) {
    this.#world = world;
    this.#scheduler = scheduler;
    this.#onStatus = onStatus;
    this.#random = random;
  }

  /** Begins an order that was just accepted, now or at its time. */
  submit(order: Order): void {
    if (order.phase === 'scheduled') this.#scheduler.at(order.sendAt, { kind: 'start', order: order.index });
    else
      this.#scheduler.at(order.sendAt + this.#world.settings.acceptMs, {
        kind: 'accept',
        order: order.index,
      });
  }

  start(index: number): void {
    const order = this.#world.orders[index];
    if (order?.phase !== 'scheduled') return;
    order.phase = 'sending';
    this.#scheduler.at(order.sendAt + this.#world.settings.acceptMs, { kind: 'accept', order: index });
    this.#world.changed('orders');
  }

  accept(index: number): void {
    const { orders, accounts, messages, settings, clock } = this.#world;
    const order = orders[index];
    const account = order && accounts.get(order.account);
    if (!order || !account) return;
    const now = clock.now();
    const rules = new DeliveryRules(settings.rules);
    order.acceptedAt = now;
    const end = order.first + order.total;
    let usual = 0;
    for (let row = order.first; row < end; row++) {
      const number = messages.number(row);
      if (blockOf(this.#world, account, order.commercial, number, rules)) {
        this.#finish(order, account, row, false);
        continue;
      }
      messages.move(row, MessageState.Accepted, now);
      this.#onStatus(account, row, 'accepted');
      const rule = rules.find(number);
      if (!rule || rule.outcome === 'has-consent') usual += 1;
      else if (rule.outcome === 'delivered' || rule.outcome === 'undelivered') {
        const delay = rule.delayMs ?? this.#delay();
        this.#scheduler.at(now + delay, {
          kind: 'finish',
          message: row,
          delivered: rule.outcome === 'delivered',
        });
      }
    }
    if (usual > 0) this.#planWaves(order, now);
    this.#completeIfDone(order);
    this.#world.changed('messages');
  }

  deliver(index: number, from: number, to: number): void {
    const { orders, accounts, messages, settings } = this.#world;
    const order = orders[index];
    const account = order && accounts.get(order.account);
    if (!order || !account) return;
    const rules = new DeliveryRules(settings.rules);
    for (let row = from; row < to; row++) {
      if (messages.state(row) !== MessageState.Accepted) continue;
      const rule = rules.find(messages.number(row));
      if (!rule || rule.outcome === 'has-consent') this.#finish(order, account, row, true);
    }
    this.#completeIfDone(order);
    this.#world.changed('messages');
  }

  /** Ends one message by its rule. */
  finish(row: number, delivered: boolean): void {
    const { orders, accounts, messages } = this.#world;
    const order = orders[messages.order(row)];
    const account = order && accounts.get(order.account);
    if (!order || !account || messages.state(row) !== MessageState.Accepted) return;
    this.#finish(order, account, row, delivered);
    this.#completeIfDone(order);
    this.#world.changed('messages');
  }

  /** Stops a scheduled order and gives its credits back. */
  cancel(order: Order, account: Account): void {
    const now = this.#world.clock.now();
    order.phase = 'cancelled';
    order.completedAt = now;
    account.balance += order.charged;
    order.charged = 0;
    for (let row = order.first; row < order.first + order.total; row++) {
      this.#world.messages.move(row, MessageState.Cancelled, now);
    }
    this.#world.changed('orders');
  }

  #planWaves(order: Order, now: number): void {
    const [least, most] = this.#world.settings.deliveryMs;
    const waves = Math.min(WAVES, order.total);
    const size = Math.ceil(order.total / waves);
    const end = order.first + order.total;
    for (let from = order.first; from < end; from += size) {
      const share = order.total === 1 ? this.#random() : (from - order.first + size) / order.total;
      const at = now + least + (most - least) * Math.min(1, share);
      this.#scheduler.at(at, { kind: 'deliver', order: order.index, from, to: Math.min(end, from + size) });
    }
  }

  #finish(order: Order, account: Account, row: number, delivered: boolean): void {
    const { messages, clock } = this.#world;
    messages.move(row, delivered ? MessageState.Delivered : MessageState.Undelivered, clock.now());
    if (delivered) order.delivered += 1;
    else {
      order.undelivered += 1;
      // "Undelivered SMS are free" (provider documentation, overview).
      const refund = Math.min(order.charged, cost(account, this.#world.textOf(row).parts));
      order.charged -= refund;
      account.balance += refund;
    }
    this.#onStatus(account, row, delivered ? 'delivered' : 'undelivered');
  }

  #completeIfDone(order: Order): void {
    if (order.delivered + order.undelivered < order.total) return;
    order.phase = 'completed';
    order.completedAt = this.#world.clock.now();
    this.#world.changed('orders');
  }

  #delay(): number {
    const [least, most] = this.#world.settings.deliveryMs;
    return least + (most - least) * this.#random();
  }
}
