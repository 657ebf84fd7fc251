import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { InstancesRepository, Peer } from '../storage/instances.repository.js';

/** Heartbeats per lease. Also the least number of looks at a peer before its lease counts as over. */
const BEATS_PER_LEASE = 4;

/** A peer as this instance last saw it change. */
interface Sighting {
  readonly heartbeat: string;
  /** On this process's monotonic clock, in milliseconds. */
  readonly since: number;
  looks: number;
}

/**
 * Keeps this instance's lease and ends those of peers that stopped beating.
 *
 * A lease decides only who may try next, never whether a write takes effect. It is judged on the observer's monotonic
 * clock: a peer's lease is over when its heartbeat counter has stood still for the lease's time and for four looks in
 * a row. The database's clock has no part in it. An observer that slept itself has to look four times again.
 */
export class InstanceLease {
  readonly id = randomUUID();
  readonly #seen = new Map<string, Sighting>();
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;

  constructor(
    private readonly instances: InstancesRepository,
    private readonly onError: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Takes the lease, and renews it until `stop`.
   * @param afterBeat runs after each heartbeat, the first one included.
   */
  async start(leaseMs: number, afterBeat: () => Promise<void>): Promise<void> {
    await this.beat(leaseMs);
    await afterBeat();
    this.#timer = setInterval(() => {
      this.#beating ??= this.beat(leaseMs)
        .then(afterBeat)
        .catch(this.onError)
        .finally(() => (this.#beating = undefined));
    }, leaseMs / BEATS_PER_LEASE);
  }

  /** Gives one sign of life, and ends the leases of peers that gave none for too long. */
  async beat(leaseMs: number): Promise<void> {
    const peers = await this.instances.beat(this.id, leaseMs);
    const now = this.now();
    for (const peer of peers) if (this.#isSilent(peer, now)) await this.instances.expire(peer);
    const present = new Set(peers.map(({ id }) => id));
    for (const id of this.#seen.keys()) if (!present.has(id)) this.#seen.delete(id);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    if (this.#timer === undefined) return;
    await this.instances.remove(this.id).catch(this.onError);
  }

  #isSilent({ id, heartbeat, leaseMs }: Peer, now: number): boolean {
    const seen = this.#seen.get(id);
    if (seen?.heartbeat !== heartbeat) {
      this.#seen.set(id, { heartbeat, since: now, looks: 0 });
      return false;
    }
    seen.looks += 1;
    return seen.looks >= BEATS_PER_LEASE && now - seen.since >= leaseMs;
  }
}
