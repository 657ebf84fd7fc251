import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { InstancesRepository, Peer } from '../storage/instances.repository.js';

/** Heartbeats per lease. Also the minimum number of observations of a peer before its lease counts as expired. */
const BEATS_PER_LEASE = 4;

/** The last change of a peer that this instance observed. */
interface Sighting {
  readonly heartbeat: string;
  /** Time of the change on this process's monotonic clock, in milliseconds. */
  readonly since: number;
  observations: number;
}

/**
 * Renews this instance's lease and ends the leases of peers without a heartbeat.
 *
 * A lease decides which instance may try next, never whether a write takes effect. The observer measures it with its own
 * monotonic clock: a peer's lease expires when its heartbeat counter has not changed for the duration of the lease and for
 * four consecutive observations. The database's clock is not used. An observer that was suspended must observe four more
 * times.
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

  /** Acquires the lease and renews it until `stop`. */
  async start(leaseMs: number): Promise<void> {
    await this.beat(leaseMs);
    this.#timer = setInterval(() => {
      this.#beating ??= this.beat(leaseMs)
        .catch(this.onError)
        .finally(() => (this.#beating = undefined));
    }, leaseMs / BEATS_PER_LEASE);
  }

  /** Writes one heartbeat, and ends the leases of peers whose heartbeat has stopped. */
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
      this.#seen.set(id, { heartbeat, since: now, observations: 0 });
      return false;
    }
    seen.observations += 1;
    return seen.observations >= BEATS_PER_LEASE && now - seen.since >= leaseMs;
  }
}
