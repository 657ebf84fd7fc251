import type { IletimerkeziEvent } from '../events/events.js';
import {
  phoneVerificationSettings,
  type PhoneVerificationOptions,
} from '../options/phone-verification.options.js';
import { DurableVerificationStore } from '../phone-verification/durable-verification-store.js';
import { MemoryVerificationStore } from '../phone-verification/memory-verification-store.js';
import { PhoneVerificationService } from '../phone-verification/phone-verification.service.js';
import { keepMsOf } from '../phone-verification/verification-purge.js';
import type { VerificationStore } from '../phone-verification/verification-store.js';
import { Database } from '../storage/database.js';
import { MigratedDatabase } from './database.js';
import { passTime, textsTo } from './phone-verification-tables.js';

export const HASH_KEY = 'a key of the specs, which is long enough';

/** The account of a spec, on the database or in memory. */
export interface VerificationAccount {
  readonly name: string;
  readonly service: PhoneVerificationService;
  /** Events for observers, without their times. */
  readonly events: readonly Record<string, unknown>[];
  /** Returns the texts that were sent to a number, oldest first. */
  texts(number: string): Promise<string[]>;
  /** Returns the last code that was sent to a number. */
  code(number: string): Promise<string>;
  pass(ms: number): Promise<void>;
}

let accounts = 0;

/** A database with any number of instances of the service, which do not send. */
export class VerificationBench {
  #others: Database[] = [];

  private constructor(readonly database: MigratedDatabase) {}

  static async open(): Promise<VerificationBench> {
    return VerificationBench.on(await MigratedDatabase.open());
  }

  /** Returns a bench on the database of another one, whose instances send. */
  static on(database: MigratedDatabase): VerificationBench {
    return new VerificationBench(database);
  }

  /** Returns an account on the database. */
  account(options: Partial<PhoneVerificationOptions> = {}): VerificationAccount {
    const name = `verification ${(accounts += 1)}`;
    return this.instance(name, options, this.database);
  }

  /** Returns services of one account with separate connections, as of several processes. */
  instances(count: number, options: Partial<PhoneVerificationOptions> = {}): VerificationAccount[] {
    const name = `verification ${(accounts += 1)}`;
    return Array.from({ length: count }, () => {
      const database = new Database(this.database.connection);
      this.#others.push(database);
      return this.instance(name, options, database);
    });
  }

  instance(
    name: string,
    options: Partial<PhoneVerificationOptions>,
    database: Database,
  ): VerificationAccount {
    const store = new DurableVerificationStore(database.kysely, {
      name,
      defaultSender: 'EMULATOR',
      abroad: true,
    });
    return accountOf(name, options, store, {
      texts: (number) => textsTo(this.database.kysely, name, number),
      pass: (ms) => passTime(this.database.kysely, name, ms),
    });
  }

  /** Closes the instances, so that those of several tests do not exceed the connection limit of the server together. */
  async closeInstances(): Promise<void> {
    const others = this.#others;
    this.#others = [];
    await Promise.all(others.map((database) => database.close()));
  }

  async close(): Promise<void> {
    await this.closeInstances();
    await this.database.close();
  }
}

/** Returns an account in memory, with a clock that the spec moves. */
export function memoryAccount(options: Partial<PhoneVerificationOptions> = {}): VerificationAccount {
  const name = `memory ${(accounts += 1)}`;
  const sent: { number: string; text: string }[] = [];
  let passed = 0;
  const store = new MemoryVerificationStore({
    send: async ({ number, text }) => void sent.push({ number, text }),
    onPause: () => undefined,
    keepMs: keepMsOf(phoneVerificationSettings(optionsOf(options))),
    now: () => Date.now() + passed,
  });
  return accountOf(name, options, store, {
    texts: async (number) => sent.filter((message) => message.number === number).map(({ text }) => text),
    pass: async (ms) => void (passed += ms),
  });
}

const optionsOf = (options: Partial<PhoneVerificationOptions>): PhoneVerificationOptions => ({
  hashKeys: [HASH_KEY],
  ...options,
});

function accountOf(
  name: string,
  options: Partial<PhoneVerificationOptions>,
  store: VerificationStore,
  means: Pick<VerificationAccount, 'texts' | 'pass'>,
): VerificationAccount {
  const events: Record<string, unknown>[] = [];
  const service = new PhoneVerificationService({
    account: { name, abroad: true },
    options: optionsOf(options),
    store,
    events: { emit: (event: Omit<IletimerkeziEvent, 'at'>) => void events.push({ ...event }) },
  });
  return {
    name,
    service,
    events,
    ...means,
    code: async (number) => {
      const text = (await means.texts(number)).at(-1) ?? '';
      const code = /\d{4,10}/.exec(text)?.[0];
      if (code === undefined) throw new Error('no code was sent');
      return code;
    },
  };
}

/** Returns a wrong code, which differs from the right one by one digit. */
export const wrongCode = (code: string): string => `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
