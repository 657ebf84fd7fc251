import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InstancesRepository } from '../storage/instances.repository.js';
import { MigratedDatabase } from '../test-support/database.js';
import { hasLease } from '../test-support/outbox-tables.js';
import { InstanceLease } from './instance-lease.js';

const LEASE_MS = 8_000;

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** Creates two instances with clocks that the test sets. The test calls each heartbeat. */
function pair() {
  const instances = new InstancesRepository(database.kysely);
  const clock = { ms: 0 };
  const fail = (error: unknown): never => {
    throw error;
  };
  const observer = new InstanceLease(instances, fail, () => clock.ms);
  const peer = new InstanceLease(instances, fail, () => 0);
  return {
    clock,
    observer: () => observer.beat(LEASE_MS),
    peer: () => peer.beat(LEASE_MS),
    hasLease: () => hasLease(database.kysely, peer.id),
  };
}

describe('the lease of an instance', () => {
  // guarantee: G-031
  it('lasts while its heartbeat counter increases, whatever the time between heartbeats', async () => {
    const { clock, observer, peer, hasLease } = pair();
    for (let beat = 0; beat < 12; beat += 1) {
      await peer();
      await observer();
      clock.ms += LEASE_MS;
    }
    expect(await hasLease()).toBe(true);
  });

  // guarantee: G-031
  it('ends when the heartbeat is unchanged for the lease time and four observations', async () => {
    const { clock, observer, peer, hasLease } = pair();
    await peer();
    await observer();
    for (let observation = 1; observation <= 3; observation += 1) {
      clock.ms += LEASE_MS / 4;
      await observer();
    }
    expect(await hasLease()).toBe(true);
    clock.ms += LEASE_MS / 4;
    await observer();
    expect(await hasLease()).toBe(false);
  });

  it('does not end before the lease time, whatever the number of observations', async () => {
    const { clock, observer, peer, hasLease } = pair();
    await peer();
    for (let observation = 0; observation < 20; observation += 1) await observer();
    clock.ms = LEASE_MS - 1;
    await observer();
    expect(await hasLease()).toBe(true);
  });

  // guarantee: G-031
  it('does not end at the first observation of an observer that was suspended', async () => {
    const { clock, observer, peer, hasLease } = pair();
    await peer();
    await observer();
    clock.ms += 10 * LEASE_MS;
    await observer();
    expect(await hasLease()).toBe(true);
    await peer();
    for (let observation = 0; observation < 3; observation += 1) await observer();
    expect(await hasLease()).toBe(true);
  });

  it('is acquired again by an instance that resumes after its end', async () => {
    const { clock, observer, peer, hasLease } = pair();
    await peer();
    for (let observation = 0; observation < 5; observation += 1) {
      await observer();
      clock.ms += LEASE_MS;
    }
    expect(await hasLease()).toBe(false);
    await peer();
    expect(await hasLease()).toBe(true);
  });

  it('is not ended by an observation that is older than the last heartbeat', async () => {
    const instances = new InstancesRepository(database.kysely);
    const lease = new InstanceLease(instances, () => undefined);
    await lease.beat(LEASE_MS);
    const other = new InstanceLease(instances, () => undefined);
    const seen = (await instances.beat(other.id, LEASE_MS)).find(({ id }) => id === lease.id);
    await lease.beat(LEASE_MS);
    if (seen) await instances.expire(seen);
    const peers = await instances.beat(other.id, LEASE_MS);
    expect(peers.map(({ id }) => id)).toContain(lease.id);
  });
});
