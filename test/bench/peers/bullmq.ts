import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue as BullQueue, Worker } from 'bullmq';
import { IN_FLIGHT, type Library } from './queue.ts';

const QUEUE = 'sms';
const A_BATCH = 1_000;

/** Returns whether redis-server is installed. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A Redis server on a socket in its own directory. It writes each command to its log, and the log to disk each second. */
export class RedisServer {
  private readonly child: ChildProcess;
  readonly socket: string;

  private constructor(child: ChildProcess, socket: string) {
    this.child = child;
    this.socket = socket;
  }

  static async start(dir: string): Promise<RedisServer> {
    mkdirSync(dir, { recursive: true });
    const socket = join(dir, 'redis.sock');
    const settings = {
      port: '0',
      unixsocket: socket,
      dir,
      save: '',
      appendonly: 'yes',
      appendfsync: 'everysec',
    };
    const child = spawn(
      'redis-server',
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: 'ignore' },
    );
    while (!existsSync(socket)) {
      if (child.exitCode !== null) throw new Error('redis-server did not start.');
      await sleep(10);
    }
    return new RedisServer(child, socket);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

export function bullMq(redis: RedisServer, send: (to: string) => Promise<unknown>): Library {
  return {
    name: 'BullMQ',
    async open(worker) {
      const connection = { path: redis.socket, maxRetriesPerRequest: null };
      const defaultJobOptions = { removeOnComplete: true };
      const queue = new BullQueue<{ to: string }>(QUEUE, { connection, defaultJobOptions });
      await queue.waitUntilReady();
      const running = worker
        ? new Worker<{ to: string }>(QUEUE, ({ data }) => send(data.to), {
            connection,
            concurrency: IN_FLIGHT,
          })
        : undefined;
      await running?.waitUntilReady();
      const add = async (to: readonly string[]): Promise<void> => {
        for (let from = 0; from < to.length; from += A_BATCH) {
          await queue.addBulk(
            to.slice(from, from + A_BATCH).map((one) => ({ name: QUEUE, data: { to: one } })),
          );
        }
      };
      return {
        enqueue: (to) => queue.add(QUEUE, { to }),
        enqueueMany: add,
        enqueueSingles: add,
        async remaining() {
          const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
          return Object.values(counts).reduce((sum, n) => sum + n, 0);
        },
        async close() {
          await running?.close();
          await queue.obliterate({ force: true });
          await queue.close();
        },
      };
    },
  };
}
