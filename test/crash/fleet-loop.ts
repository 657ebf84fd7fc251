import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService } from 'nest-iletimerkezi';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { busiestSecond } from '../load/arrivals.ts';
import { randomFrom } from '../support/random.ts';
import { takeCensus } from './census.ts';
import { CrashDatabase } from './database.ts';
import { FaultProxy } from './fault-proxy.ts';
import { Fleet } from './fleet.ts';
import { SendFront } from './front.ts';
import type { Counts } from './loops.ts';
import { messageOf } from './numbers.ts';

/** Time for every order to reach a final state after the last fault; other orders count as lost. */
const TIMEOUT_MS = 600_000;
/** Longer than the emulator takes from an order's acceptance to its message in the inbox. */
const LANDED_MS = 500;
/** Duplicates, and held orders, whose trace is printed. */
const TRACES = 3;

/** A run: its fault and its target. */
export interface FleetRun {
  readonly kills: number;
  readonly random: () => number;
  readonly fleet: Fleet;
  readonly database: CrashDatabase;
  /** The database, through the proxy. */
  readonly url: string;
  readonly proxy: FaultProxy;
  readonly emulator: Emulator;
  readonly front: SendFront;
}

/** One kind of disturbance of several instances that send at load. */
export interface FleetMode {
  readonly instances: number;
  readonly leaseMs: number;
  /** Environment of the database server; `dir` is the run's directory. */
  readonly serverEnv?: (dir: string) => Readonly<Record<string, string>>;
  /** The cap of the day on spending, in credits. */
  readonly perDay?: number;
  /** Brings about `kills` faults. */
  disturb(run: FleetRun): Promise<void>;
  /** Counts further faults once every order is decided. */
  verify?(run: FleetRun): Promise<Partial<Counts>>;
}

/**
 * Runs instances at load on one database, reached through a fault proxy, disturbs them, lets them finish, and counts
 * complete send requests in front of the provider.
 */
export async function fleetLoop(mode: FleetMode, kills: number, seed: number): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-fleet-'));
  const emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 50] } });
  const front = await SendFront.before(emulator.url);
  let database: CrashDatabase | undefined;
  let proxy: FaultProxy | undefined;
  let fleet: Fleet | undefined;
  try {
    database = await CrashDatabase.open(dir, emulator.url, mode.serverEnv?.(dir));
    proxy = await FaultProxy.to({ path: database.socket });
    const random = randomFrom(seed);
    const url = `postgres://postgres@127.0.0.1:${proxy.port}/postgres`;
    const cap = mode.perDay === undefined ? [] : [String(mode.perDay)];
    fleet = await Fleet.start({
      size: mode.instances,
      args: [url, front.url, String(mode.leaseMs), ...cap],
      random: randomFrom(seed + 1),
      arrived: () => front.recipients,
    });
    await emulator.waitForMessages({}, { timeoutMs: 60_000 });
    const run = { kills, random, fleet, database, url, proxy, emulator, front };
    await mode.disturb(run);
    await fleet.finish(TIMEOUT_MS);
    await decided(database, fleet);
    const more = await mode.verify?.(run);
    const states = new Map((await database.ends()).map(({ campaign, state }) => [campaign, state]));
    await printDoubles(front, database, fleet);
    await printHeld(states, database);
    const counts = takeCensus({ kills, acked: fleet.acked, states, emulator, front });
    return { ...counts, ...more, busiest: busiestSecond(front.arrivals) };
  } finally {
    await fleet?.end();
    await proxy?.close();
    await database?.close();
    await front.close();
    await emulator.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Waits until no order is on its way or unknown. */
async function decided(database: CrashDatabase, fleet: Fleet): Promise<void> {
  const outbox = database.app.get(OutboxService);
  const until = Date.now() + TIMEOUT_MS;
  while (Date.now() < until) {
    fleet.check();
    const { waiting, unknown } = await outbox.backlog();
    if (waiting + unknown === 0) break;
    await sleep(200);
  }
  // What was accepted last is in the inbox by then.
  await sleep(LANDED_MS);
}

async function printHeld(states: ReadonlyMap<string, string>, database: CrashDatabase): Promise<void> {
  const held = [...states].filter(([, state]) => state === 'held').map(([campaign]) => campaign);
  for (const campaign of held.slice(0, TRACES)) {
    console.error(`An order is held:\n  ${(await database.trace(campaign)).join('\n  ')}`);
  }
}

async function printDoubles(front: SendFront, database: CrashDatabase, fleet: Fleet): Promise<void> {
  for (const number of front.sentTwice().slice(0, TRACES)) {
    const campaign = fleet.acked.get(messageOf(number)) ?? '';
    const lines = [...front.trace(number), ...(await database.trace(campaign))];
    console.error(`Message ${messageOf(number)} was sent twice:\n  ${lines.join('\n  ')}`);
  }
}
