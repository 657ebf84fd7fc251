import { setTimeout as sleep } from 'node:timers/promises';
import { HostProcess } from './host-process.ts';

/** Messages are enqueued in bursts, so that instances hold claimed orders that wait for their turn. */
const BURST_EVERY_MS = 2_500;
/** Together below the provider's 100 recipients a second. */
const BURST: readonly [number, number] = [100, 300];
/** At most so many messages in flight: a slow machine gets fewer. */
const MOST_IN_FLIGHT = 400;

interface Instance {
  readonly host: HostProcess;
  /** Messages that it was sent and has not acknowledged. */
  readonly open: Set<number>;
  paused: boolean;
}

interface FleetOptions {
  readonly size: number;
  /** Arguments of each host program. */
  readonly args: readonly string[];
  readonly random: () => number;
  /** Returns the number of the fleet's messages that have reached the provider. */
  readonly arrived: () => number;
}

/** Instances of the outbox on one database, and the stream of messages that they enqueue. */
export class Fleet {
  /** Campaigns of acknowledged messages. */
  readonly acked = new Map<number, string>();
  /** Messages that exceeded the cap on spending. */
  readonly #refused = new Set<number>();
  readonly #options: FleetOptions;
  readonly #instances: Instance[] = [];
  /** Messages of killed instances that were not acknowledged: another instance enqueues them again. */
  #again: number[] = [];
  #last = 0;
  #feeding: NodeJS.Timeout | undefined;

  private constructor(options: FleetOptions) {
    this.#options = options;
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options);
    for (let n = 0; n < options.size; n += 1) fleet.#instances.push(fleet.#launch());
    await Promise.all(fleet.#instances.map(({ host }) => host.ready()));
    fleet.#feeding = setInterval(() => fleet.#feed(), BURST_EVERY_MS);
    return fleet;
  }

  /** Returns the number of messages that exceeded the cap on spending. */
  get refused(): number {
    return this.#refused.size;
  }

  get size(): number {
    return this.#instances.length;
  }

  /** Stops an instance for a while; it keeps its claims. */
  async pause(slot: number, forMs: number): Promise<void> {
    const instance = this.#at(slot);
    instance.paused = true;
    instance.host.pause();
    await sleep(forMs);
    instance.host.resume();
    instance.paused = false;
  }

  /** Kills an instance and puts a new one in its place. */
  async replace(slot: number): Promise<void> {
    const killed = this.#at(slot);
    await killed.host.kill();
    this.#again.push(...killed.open);
    const fresh = this.#launch();
    this.#instances[slot] = fresh;
    await fresh.host.ready();
  }

  /** @throws Error when an instance ended without being killed. */
  check(): void {
    if (this.#instances.some(({ host }) => host.ended))
      throw new Error('An instance ended without being killed.');
  }

  /** Stops enqueuing and waits until every message is acknowledged. */
  async finish(patienceMs: number): Promise<void> {
    clearInterval(this.#feeding);
    const until = Date.now() + patienceMs;
    while (this.#answered < this.#last) {
      this.check();
      if (Date.now() > until)
        throw new Error(`${this.#last - this.#answered} messages were not acknowledged.`);
      this.#assign(this.#again.splice(0));
      await sleep(50);
    }
  }

  async end(): Promise<void> {
    clearInterval(this.#feeding);
    await Promise.all(this.#instances.map(({ host }) => host.kill()));
  }

  get #answered(): number {
    return this.acked.size + this.refused;
  }

  #feed(): void {
    if (this.#last - this.#options.arrived() - this.refused <= MOST_IN_FLIGHT) this.enqueueBurst();
  }

  /** Enqueues a burst, even if many messages are in flight. */
  enqueueBurst(): void {
    const [least, most] = BURST;
    const count = least + Math.floor(this.#options.random() * (most - least));
    const numbers = [...this.#again.splice(0), ...Array.from({ length: count }, () => (this.#last += 1))];
    // Spread over the instances, so that several of them hold work.
    const share = Math.ceil(numbers.length / 3);
    while (numbers.length > 0) this.#assign(numbers.splice(0, share));
  }

  #assign(numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const awake = this.#instances.filter(({ host, paused }) => !paused && !host.ended);
    const chosen = awake[Math.floor(this.#options.random() * awake.length)];
    if (chosen === undefined) {
      this.#again.push(...numbers);
      return;
    }
    for (const n of numbers) chosen.open.add(n);
    chosen.host.say(`enqueue ${numbers.join(' ')}`);
  }

  #launch(): Instance {
    const open = new Set<number>();
    const host = new HostProcess(new URL('fleet-host.ts', import.meta.url), this.#options.args, (line) => {
      const [word, n, campaign = ''] = line.split(' ');
      if (word !== 'acked' && word !== 'refused') return;
      open.delete(Number(n));
      if (word === 'acked') this.acked.set(Number(n), campaign);
      else this.#refused.add(Number(n));
    });
    return { host, open, paused: false };
  }

  #at(slot: number): Instance {
    const instance = this.#instances[slot];
    if (instance === undefined) throw new Error(`There is no instance ${slot}.`);
    return instance;
  }
}
