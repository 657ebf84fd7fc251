import { setTimeout as sleep } from 'node:timers/promises';
import { AccountService, OutboxService } from 'nest-iletimerkezi';
import { openHost } from '../support/nest-host.ts';
import type { FleetMode } from './fleet-loop.ts';

const INSTANCES = 3;
/** How long an instance works between two kills, in milliseconds. */
const BETWEEN_MS: readonly [number, number] = [300, 1_500];
/** Kills before the cap is reached: about as many messages are enqueued between two of them. */
const MESSAGES_PER_KILL = 60;
const SAMPLE_MS = 50;
/** Time for the reports of all orders after the last fault. */
const TIMEOUT_MS = 300_000;

/**
 * Instances that are killed while they enqueue more messages than the cap of the day allows. The counters are read all the
 * time: reserved and billed credits together never exceed the cap, and at the end only held orders are reserved.
 */
export const spend = (kills: number): FleetMode => {
  const perDay = kills * MESSAGES_PER_KILL;
  let most = 0;
  return {
    instances: INSTANCES,
    leaseMs: 2_000,
    perDay,
    async disturb({ kills: count, random, fleet, url, emulator }) {
      const app = await openHost({
        dir: url,
        baseUrl: emulator.url,
        outbox: { run: false },
        limits: { spend: { perDay } },
      });
      const account = app.get(AccountService);
      let isEnded = false;
      const sample = async (): Promise<void> => {
        while (!isEnded) {
          const { day } = (await account.spend()) ?? {};
          most = Math.max(most, (day?.reserved ?? 0) + (day?.settled ?? 0));
          await sleep(SAMPLE_MS);
        }
      };
      const sampling = sample();
      try {
        for (let kill = 0; kill < count; kill += 1) {
          const [least, longest] = BETWEEN_MS;
          await sleep(least + Math.floor(random() * (longest - least)));
          fleet.check();
          await fleet.replace(Math.floor(random() * INSTANCES));
        }
        // The cap is reached in any case.
        while (fleet.refused === 0) {
          fleet.check();
          await sleep(SAMPLE_MS);
        }
      } finally {
        isEnded = true;
        await sampling;
        await app.close();
      }
    },
    async verify({ url, emulator, front }) {
      const app = await openHost({
        dir: url,
        baseUrl: emulator.url,
        outbox: { run: false },
        limits: { spend: { perDay } },
      });
      try {
        const read = async () => {
          const { day } = (await app.get(AccountService).spend()) ?? {};
          const held = (await app.get(OutboxService).held()).length;
          return { used: (day?.reserved ?? 0) + (day?.settled ?? 0), stuck: (day?.reserved ?? 0) - held };
        };
        const until = Date.now() + TIMEOUT_MS;
        let now = await read();
        while (now.stuck !== 0 && Date.now() < until) {
          await sleep(200);
          now = await read();
        }
        most = Math.max(most, now.used, front.recipients);
        return { aboveCap: Math.max(0, most - perDay), reservedForEver: now.stuck };
      } finally {
        await app.close();
      }
    },
  };
};
