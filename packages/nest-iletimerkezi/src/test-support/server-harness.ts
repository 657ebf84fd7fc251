import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { OutboxHost } from './outbox-host.js';
import { PostgresServer } from './postgres-server.js';

/** A PostgreSQL server and an emulator for the tests of one file. */
export class ServerHarness {
  #server: PostgresServer | undefined;
  #emulator: Emulator | undefined;
  #databases = 0;

  private constructor() {}

  /** Starts both before the tests of the calling file and stops them afterwards; resets the emulator before each test. */
  static forFile(): ServerHarness {
    const harness = new ServerHarness();
    beforeAll(async () => {
      [harness.#server, harness.#emulator] = await Promise.all([
        PostgresServer.start(),
        startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 20] } }),
      ]);
    });
    beforeEach(() => harness.emulator.reset());
    afterAll(async () => {
      await Promise.all([harness.#server?.stop(), harness.#emulator?.close()]);
    });
    return harness;
  }

  get server(): PostgresServer {
    if (!this.#server) throw new Error('The server runs during the tests only.');
    return this.#server;
  }

  get emulator(): Emulator {
    if (!this.#emulator) throw new Error('The emulator runs during the tests only.');
    return this.#emulator;
  }

  /** Creates an empty database and returns its name. @param setting for `alter database NAME set`. */
  async createDatabase(setting?: string): Promise<string> {
    const name = `harness_${(this.#databases += 1)}`;
    await this.server.run(`create database ${name}`);
    if (setting) await this.server.run(`alter database ${name} set ${setting}`);
    return name;
  }

  /** Starts an application with the module. The caller closes it. */
  startHost(storage: IletimerkeziOptions['storage']): Promise<OutboxHost> {
    return OutboxHost.start(this.emulator, storage);
  }
}
