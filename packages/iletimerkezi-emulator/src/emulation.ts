import { Carrier } from './delivery/carrier.js';
import { Faults } from './faults/faults.js';
import { Journal } from './journal.js';
import { readNumber } from './provider/phone.js';
import { seededRandom } from './random.js';
import { applySeed, type Seed } from './seed/apply.js';
import { settingsOf, type Settings } from './settings.js';
import { World } from './state/world.js';
import { VirtualClock } from './time/clock.js';
import type { TimedEvent } from './time/events.js';
import { Scheduler } from './time/scheduler.js';
import type { Profile } from './quirks/quirks.js';
import { describeWarning, type Warning } from './warnings.js';
import { Dispatcher } from './webhooks/dispatcher.js';

const MOST_WARNED = 1000;

export interface EmulationStart {
  profile: Profile;
  settings: Partial<Settings>;
  seed: Seed;
  /** Receives each new warning as a line of text. */
  onWarning?: (line: string) => void;
}

/** The provider in memory: state, clock, network, webhooks and faults, without any HTTP server. */
export class Emulation {
  readonly clock = new VirtualClock();
  readonly world: World;
  readonly scheduler: Scheduler<TimedEvent>;
  readonly dispatcher: Dispatcher;
  readonly carrier: Carrier;
  readonly faults = new Faults();
  readonly journal = new Journal();
  readonly #start: EmulationStart;
  readonly #warned = new Set<string>();
  #random = seededRandom(1);

  constructor(start: EmulationStart) {
    this.#start = start;
    this.world = new World(this.clock, settingsOf(start.profile, start.settings));
    this.scheduler = new Scheduler<TimedEvent>(this.clock, (event) => this.#run(event));
    this.dispatcher = new Dispatcher(this.world, this.scheduler);
    this.carrier = new Carrier({
      world: this.world,
      scheduler: this.scheduler,
      onStatus: this.dispatcher.notify,
      random: () => this.#random(),
    });
    applySeed(this.world, start.seed);
  }

  /** Back to how it started: clock, quirks, faults, accounts, an empty inbox. */
  reset(): void {
    this.clear();
    this.world.settings = settingsOf(this.#start.profile, this.#start.settings);
    applySeed(this.world, this.#start.seed);
    this.notifyAll();
  }

  /** Replaces the state by a seed's; settings a seed does not name go back to the start's. */
  seed(seed: Seed): void {
    this.clear();
    this.world.settings = settingsOf(this.#start.profile, this.#start.settings);
    applySeed(this.world, seed);
    this.notifyAll();
  }

  /** Forgets all state and everything planned; settings stay. */
  clear(): void {
    this.scheduler.load([]);
    this.dispatcher.clear();
    this.faults.clear();
    this.journal.clear();
    this.#warned.clear();
    this.world.clear();
    this.clock.reset();
    this.#random = seededRandom(1);
  }

  /** Moves the clock forward through everything planned on the way. */
  advance(milliseconds: number): void {
    this.scheduler.advance(milliseconds);
  }

  /**
   * Advances the clock like `advance`, but waits for the answer to every webhook before time moves on: retries then
   * fall where their policy puts them. The clock stands still while an answer is awaited.
   */
  async advanceAndSettle(milliseconds: number): Promise<void> {
    const target = this.clock.now() + milliseconds;
    const frozen = this.clock.frozen;
    this.clock.freeze(true);
    await this.dispatcher.settled();
    for (
      let next = this.scheduler.nextAt;
      next !== undefined && next <= target;
      next = this.scheduler.nextAt
    ) {
      this.advance(Math.max(0, next - this.clock.now()));
      await this.dispatcher.settled();
    }
    this.advance(Math.max(0, target - this.clock.now()));
    this.clock.freeze(frozen);
    this.scheduler.pump();
  }

  /** Reports a warning, each kind once per endpoint and field until the next reset. */
  warn(endpoint: string | undefined, warning: Warning): void {
    const { onWarning } = this.#start;
    const key = `${endpoint} ${warning.kind} ${warning.kind === 'field-ignored' ? warning.field : ''}`;
    if (onWarning === undefined || this.#warned.has(key) || this.#warned.size >= MOST_WARNED) return;
    this.#warned.add(key);
    onWarning(`${endpoint}: ${describeWarning(warning)}`);
  }

  /** A number in any form the provider takes, as its E.164 digits. */
  toNumber(text: string): number | undefined {
    return readNumber(text, true);
  }

  close(): void {
    this.scheduler.close();
    this.dispatcher.close();
  }

  #run(event: TimedEvent): void {
    switch (event.kind) {
      case 'start':
        return this.carrier.start(event.order);
      case 'accept':
        return this.carrier.accept(event.order);
      case 'deliver':
        return this.carrier.deliver(event.order, event.from, event.to);
      case 'finish':
        return this.carrier.finish(event.message, event.delivered);
      case 'webhook':
        return this.dispatcher.due(event.notification);
    }
  }

  /** Notifies every listener that anything may have changed. */
  notifyAll(): void {
    for (const change of [
      'accounts',
      'orders',
      'messages',
      'registry',
      'webhooks',
      'journal',
      'settings',
    ] as const) {
      this.world.changed(change);
    }
  }
}
