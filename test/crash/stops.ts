import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetMode } from './fleet-loop.ts';

const LEASE_MS = 10_000;
/** Around the lease: some processes wake just before it ends, most after. */
const STOPPED_MS: readonly [number, number] = [9_500, 12_500];
/** How long a process works between two stops. */
const BETWEEN_MS: readonly [number, number] = [300, 1_500];
/** One woken process in so many is killed shortly after. */
const KILLED = 5;
const KILLED_WITHIN_MS = 600;
/** Instances that are stopped again and again; two more stay healthy. */
const STOPPED = 3;

/** Processes that stand still for about as long as their lease, as on a suspended or starved machine. */
export const stops: FleetMode = {
  instances: STOPPED + 2,
  leaseMs: LEASE_MS,
  async disturb({ kills, random, fleet }) {
    const between = ([least, most]: readonly [number, number]): number =>
      least + Math.floor(random() * (most - least));
    const plan = Array.from({ length: kills }, (_, kill) => ({
      restMs: between(BETWEEN_MS),
      forMs: between(STOPPED_MS),
      killMs: kill % KILLED === KILLED - 1 ? Math.floor(random() * KILLED_WITHIN_MS) : undefined,
    }));
    const stopAgainAndAgain = async (slot: number): Promise<void> => {
      for (let stop = plan.shift(); stop; stop = plan.shift()) {
        await sleep(stop.restMs);
        fleet.check();
        await fleet.pause(slot, stop.forMs);
        if (stop.killMs === undefined) continue;
        await sleep(stop.killMs);
        await fleet.replace(slot);
      }
    };
    await Promise.all(Array.from({ length: STOPPED }, (_, slot) => stopAgainAndAgain(slot)));
  },
};
