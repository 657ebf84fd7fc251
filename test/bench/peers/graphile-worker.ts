import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import type { CostMeter } from './costs.ts';
import { IN_FLIGHT, type Library, POOL } from './queue.ts';
import type { BenchServer } from './server.ts';

const TASK = 'sms';
const A_BATCH = 1_000;

const quiet = new Logger(() => () => undefined);

/** The settings that its documentation recommends for many short jobs: a local queue, and batches of completed jobs. */
const IN_BATCHES = { localQueue: { size: IN_FLIGHT + 1 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };

interface GraphileSettings {
  readonly name: string;
  /** Whether jobs are claimed and completed in batches. By default each is claimed and completed on its own. */
  readonly inBatches?: boolean;
}

export function graphileWorker(
  { name, inBatches = false }: GraphileSettings,
  server: BenchServer,
  meter: CostMeter,
  send: (to: string) => Promise<unknown>,
): Library {
  return {
    name,
    async open(worker) {
      const pool = new pg.Pool({ ...server.address, max: POOL });
      pool.on('error', () => undefined);
      pool.on('connect', (client) => client.on('error', () => undefined));
      const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
      await utils.migrate();
      const runner = worker
        ? await run({
            pgPool: pool,
            noHandleSignals: true,
            taskList: { [TASK]: (payload) => send((payload as { to: string }).to).then(() => undefined) },
            preset: {
              worker: {
                concurrentJobs: IN_FLIGHT,
                maxPoolSize: POOL,
                ...(inBatches && IN_BATCHES),
                logger: quiet,
              },
            },
          })
        : undefined;
      const add = async (to: readonly string[]): Promise<void> => {
        for (let from = 0; from < to.length; from += A_BATCH) {
          const jobs = to
            .slice(from, from + A_BATCH)
            .map((one) => ({ identifier: TASK, payload: { to: one } }));
          await utils.addJobs(jobs);
        }
      };
      return {
        enqueue: (to) => utils.addJob(TASK, { to }),
        enqueueMany: add,
        enqueueSingles: add,
        async remaining() {
          const [row] = await meter.ask(
            'select count(*)::integer as n from graphile_worker._private_jobs where locked_at is not null or attempts = 0',
          );
          return Number(row?.['n']);
        },
        async close() {
          await runner?.stop();
          await utils.release();
          await pool.end();
          await meter.ask('truncate graphile_worker._private_jobs');
        },
      };
    },
  };
}
