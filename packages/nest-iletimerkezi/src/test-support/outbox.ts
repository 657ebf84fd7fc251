import { IletimerkeziClient } from 'iletimerkezi-core';
import { type Emulator, type EmulatorOptions, startEmulator } from 'iletimerkezi-emulator';
import { filter, firstValueFrom, timeout } from 'rxjs';
import type { GuardRules } from '../options/guard-rules.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import { commercialRules, type FrequencyCapOptions } from '../options/commercial.options.js';
import type { SendingHoursOptions } from '../options/sending-hours.options.js';
import { type SpendLimitOptions, spendRules } from '../options/spend.options.js';
import { type DatabaseStreams, followDatabase } from '../outbox/event-streams.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { addOutboxWorkers } from '../outbox/outbox-workers.js';
import { Pseudonyms } from '../outbox/pseudonyms.js';
import { RateLimitQueue } from '../rate-limit/rate-limit-queue.js';
import type { Database } from '../storage/database.js';
import type { SmsEvent } from '../storage/events/sms-event.js';
import { RateLimitRepository } from '../storage/outbox/rate-limit.repository.js';
import { SpendRepository } from '../storage/spend/spend.repository.js';
import { WorkerGroup } from '../worker/worker-group.js';
import { MigratedDatabase } from './database.js';

/** Credentials and sender of the emulator's default account. */
const CREDENTIALS = { key: 'emulator', hash: 'emulator' };
export const SENDER = 'EMULATOR';

export const QUICK: OutboxOptions = {
  lookUpAfterMs: [20, 50],
  pollAfterMs: [100, 200, 400, 800],
  retryDelayMs: 20,
  leaseMs: 4_000,
};

/** Settings of an instance: rules for commercial orders, database and timeouts. */
export interface Setting {
  readonly guard?: GuardRules;
  readonly checksPerSecond?: number;
  readonly spend?: SpendLimitOptions;
  readonly sendingHours?: SendingHoursOptions;
  readonly frequencyCap?: FrequencyCapOptions;
  readonly database?: Database;
  /** Timeout of the provider's response, in milliseconds. Short for specs without a response. */
  readonly responseMs?: number;
}

/** Shorter than the timeout of a test, so that the failure shows the expected event. */
const TIMEOUT_MS = 100_000;

/** An outbox instance that uses the emulator as provider. */
export interface Instance {
  readonly outbox: OutboxService;
  readonly group: WorkerGroup;
  readonly streams: DatabaseStreams;
  readonly rateLimitQueue: RateLimitQueue;
  /** The counters of the spend limits; undefined without any. */
  readonly spend: SpendRepository | undefined;
  readonly logged: string[];
  readonly warnings: string[];
  /** Resolves with the next matching event. Past events are ignored. */
  next(type: string, order?: string): Promise<SmsEvent>;
  stop(): Promise<void>;
}

/** A database and an emulator for one spec file, with any number of instances. */
export class OutboxBench {
  readonly #instances: Instance[] = [];

  private constructor(
    readonly database: MigratedDatabase,
    readonly emulator: Emulator,
  ) {}

  static async start(options: EmulatorOptions = {}): Promise<OutboxBench> {
    const database = await MigratedDatabase.open();
    const settings = { acceptMs: 1, deliveryMs: [1, 20] as const, ...options.settings };
    return new OutboxBench(database, await startEmulator({ ...options, settings }));
  }

  /** @param account a unique name separates a spec's orders from those of other specs. */
  async instance(
    account: string,
    options: OutboxOptions = {},
    baseUrl = this.emulator.url,
    setting: Setting = {},
  ): Promise<Instance> {
    const { guard, checksPerSecond, spend: limits, database = this.database, responseMs = 10_000 } = setting;
    const commercial = commercialRules(setting);
    const logged: string[] = [];
    const warnings: string[] = [];
    const hashKey = options.retention ? options.retention.hashKey : undefined;
    const spend = spendRules({ limits: { spend: limits } });
    const group = new WorkerGroup(database, {
      log: (line) => logged.push(line),
      warn: (line) => warnings.push(line),
    });
    const streams = followDatabase(database, group);
    const rateLimitQueue = new RateLimitQueue(account, new RateLimitRepository(database.kysely));
    const client = new IletimerkeziClient({
      credentials: CREDENTIALS,
      baseUrl,
      retry: false,
      timeouts: { connectMs: 5_000, responseMs },
    });
    addOutboxWorkers(group, database, {
      name: account,
      client,
      options: { ...QUICK, ...options },
      guard,
      checksPerSecond,
      spend,
      commercial,
      rateLimitQueue,
    });
    const outbox = new OutboxService({
      account: { name: account, defaultSender: SENDER, guard, spend, commercial },
      storage: {
        kysely: database.kysely,
        instance: group.instance,
        events$: streams.events.events$,
        workers: group,
        provider: client,
      },
      pseudonyms: hashKey === undefined ? undefined : new Pseudonyms(hashKey),
    });
    await group.start();
    let stopped: Promise<void> | undefined;
    const instance: Instance = {
      outbox,
      group,
      streams,
      rateLimitQueue,
      spend: spend && new SpendRepository(database.kysely, account, spend),
      logged,
      warnings,
      next: (type, order) =>
        firstValueFrom(
          outbox.events$.pipe(
            filter((event) => event.type === type && (order === undefined || event.order === order)),
            timeout(TIMEOUT_MS),
          ),
        ),
      stop: () => (stopped ??= group.stop()),
    };
    this.#instances.push(instance);
    return instance;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#instances.map((instance) => instance.stop()));
    await this.database.close();
    await this.emulator.close();
  }
}
