import { PgBoss } from 'pg-boss';
import type { CostMeter } from './costs.ts';
import { IN_FLIGHT, type Library, POOL } from './queue.ts';
import type { BenchServer } from './server.ts';

const QUEUE = 'sms';
const WORKERS = 2;
const A_BATCH = 1_000;

/** pg-boss as its documentation advises for throughput: batches with an outcome for each job, and LISTEN/NOTIFY. */
export function pgBoss(
  server: BenchServer,
  meter: CostMeter,
  send: (to: string) => Promise<unknown>,
): Library {
  return {
    name: 'pg-boss',
    async open(worker) {
      const boss = new PgBoss({ ...server.address, max: POOL, schedule: false, useListenNotify: true });
      boss.on('error', (error) => console.error(error));
      await boss.start();
      await boss.createQueue(QUEUE, { notify: true });
      if (worker) {
        const options = {
          batchSize: IN_FLIGHT / WORKERS,
          localConcurrency: WORKERS,
          burstWhenBatchFull: true,
          perJobResults: true,
        } as const;
        await boss.work<{ to: string }, unknown, typeof options>(QUEUE, options, (jobs) =>
          Promise.all(
            jobs.map(async ({ id, data }) => {
              await send(data.to);
              return { id, status: 'completed' as const };
            }),
          ),
        );
      }
      const insert = async (to: readonly string[]): Promise<void> => {
        for (let from = 0; from < to.length; from += A_BATCH) {
          const jobs = to.slice(from, from + A_BATCH).map((one) => ({ data: { to: one } }));
          await boss.insert(QUEUE, jobs);
        }
      };
      return {
        enqueue: (to) => boss.send(QUEUE, { to }),
        enqueueMany: insert,
        enqueueSingles: insert,
        async remaining() {
          const [row] = await meter.ask(
            `select count(*)::integer as n from pgboss.job where name = $1 and state < 'completed'`,
            [QUEUE],
          );
          return Number(row?.['n']);
        },
        async close() {
          await boss.stop({ graceful: true });
          await meter.ask('truncate pgboss.job');
        },
      };
    },
  };
}
