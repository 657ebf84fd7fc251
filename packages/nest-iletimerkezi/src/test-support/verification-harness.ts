import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { entryOf } from './consent-entries.js';
import { consentsOn } from './consents.js';
import type { ConsentEntry } from '../consents/ledger/ledger.types.js';
import type { Database } from '../storage/database.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import type { RegistrationState } from '../storage/ledger/append.js';
import { RegistrationsRepository } from '../storage/ledger/registrations.repository.js';
import type { VerificationOptions } from '../options/verification.options.js';
import type { VerifyOptions } from '../consents/registry/verification/verification.types.js';
import { citizen } from './citizen.js';
import { MigratedDatabase } from './database.js';
import { eventsOf } from './event-log.js';

/** Accounts with separate registries on one database, for specs of verification. */
export class VerificationHarness {
  readonly #closing: (() => unknown)[] = [];
  #accounts = 0;

  private constructor(readonly database: MigratedDatabase) {}

  static async open(): Promise<VerificationHarness> {
    return new VerificationHarness(await MigratedDatabase.open());
  }

  /** Closes everything that a test started. */
  async clear(): Promise<void> {
    for (const close of this.#closing.splice(0).toReversed()) await close();
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Creates a new account and brand with the emulator as registry, and a factory for its instances. */
  async start(options: VerificationOptions = {}) {
    const { database } = this;
    const name = `verification-${(this.#accounts += 1)}`;
    const brandCode = String(9_000 + this.#accounts);
    const account = { name, brandCode };
    const emulator: Emulator = await startEmulator({
      seed: { accounts: [{ key: 'k', hash: 'h', senders: ['EMULATOR'], brandCodes: [brandCode] }] },
    });
    this.#closing.push(() => emulator.close());
    /** Creates a client of the account whose requests go through `send`. */
    const clientOver = (send: typeof fetch): IletimerkeziClient =>
      new IletimerkeziClient({
        credentials: { key: 'k', hash: 'h' },
        baseUrl: emulator.url,
        retry: false,
        fetch: send,
      });
    const client = clientOver(fetch);
    const repository = new RegistrationsRepository(database.kysely, name);
    const errors: string[] = [];
    const instance = ({
      enabled = false,
      change = {},
      ask = client,
      on = database,
    }: {
      enabled?: boolean;
      change?: VerificationOptions;
      ask?: IletimerkeziClient;
      on?: Database;
    } = {}) => {
      const { verification: service, instance: id } = consentsOn(account, on.kysely, {
        client: ask,
        verification: { registrationGracePeriodMs: 0, ...options, ...change },
        onError: (message) => errors.push(message),
      });
      this.#closing.push(() => service.stop());
      const instances = new InstancesRepository(database.kysely);
      const ready = instances.beat(id, 60_000);
      if (enabled) void ready.then(() => service.worker.start());
      const run = service.run.bind(service);
      return Object.assign(service, {
        run: async (limits?: VerifyOptions) => {
          await ready;
          return run(limits);
        },
        /** Ends the lease of the instance, as other instances do when its heartbeat stops. */
        expire: async () => {
          await ready;
          await instances.remove(id);
        },
      });
    };
    const verification = instance();
    return {
      name,
      brandCode,
      emulator,
      client,
      clientOver,
      instance,
      errors,
      verification,
      ledger: consentsOn(account, database.kysely).consents,
      says: (recipient: string, status: 'ONAY' | 'RET', consentDate?: Date) =>
        citizen(emulator.url, { brandCode, recipient, status, consentDate }),
      /** Registers all queued records. */
      register: async (): Promise<void> => {
        const { startRegistrar, stopRegistrar } = consentsOn(account, database.kysely, { client });
        await startRegistrar();
        while ((await repository.backlog()).waiting > 0)
          await new Promise((resolve) => setTimeout(resolve, 5));
        await stopRegistrar();
      },
      landsAfter: async (registryDelayMs: number): Promise<void> => {
        await fetch(`${emulator.url}/_emulator/settings`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ registryDelayMs }),
        });
      },
      /** Waits until the newest run has ended, and returns it. */
      ended: async () => {
        let [run] = await verification.runs();
        while (run?.state === 'running') [run] = await verification.runs();
        return run;
      },
      states: async (): Promise<Partial<Record<RegistrationState, number>>> =>
        Object.fromEntries(await repository.counts()),
      events: async (): Promise<string[]> => {
        const events = await eventsOf(database.kysely, name);
        return events.map(({ type }) => type).filter((type) => type !== 'consent-changed');
      },
      /** Recipients in the order of the registry queries. */
      asked: (): string[] =>
        emulator
          .journal(10_000)
          .filter(({ endpoint }) => endpoint === 'iys-check')
          .toReversed()
          .flatMap(({ request }) => JSON.stringify(request).match(/\+90530\d{7}/g) ?? []),
    };
  }
}

export const entries = (count: number): ConsentEntry[] =>
  Array.from({ length: count }, (_, index) => entryOf(index));
