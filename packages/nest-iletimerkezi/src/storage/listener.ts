import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from './database.js';

const KEEPALIVE_MS = 20_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * A connection of its own for LISTEN, made again whenever it breaks. A notification only says "look": whoever is
 * told looks for itself, also after each new connection, because what came in between is lost.
 */
export class Listener {
  #client: pg.Client | undefined;
  #keepalive: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #channels = new Map<string, (payload: string | undefined) => void>();
  #loop: Promise<void> | undefined;

  constructor(private readonly connection: Connection) {}

  /** @param told with the payload, or with undefined after a reconnection. Channels are added before `start`. */
  on(channel: string, told: (payload: string | undefined) => void): void {
    this.#channels.set(channel, told);
  }

  start(): void {
    this.#loop ??= this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#keepalive);
    await this.#client?.end().catch(() => undefined);
    await this.#loop;
  }

  async #connect(): Promise<void> {
    for (let pauseMs = 50; !this.#closed; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const client = new pg.Client({
        ...this.connection,
        keepAlive: true,
        application_name: 'iletimerkezi listener',
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        for (const channel of this.#channels.keys())
          await client.query(`listen ${client.escapeIdentifier(channel)}`);
      } catch {
        await client.end().catch(() => undefined);
        await sleep(pauseMs);
        continue;
      }
      this.#use(client);
      return;
    }
  }

  #use(client: pg.Client): void {
    this.#client = client;
    client.on('notification', ({ channel, payload }) => this.#channels.get(channel)?.(payload ?? ''));
    client.once('end', () => {
      clearInterval(this.#keepalive);
      if (!this.#closed) this.#loop = this.#connect();
    });
    // A half-open connection would be silent for ever.
    this.#keepalive = setInterval(() => {
      const patience = setTimeout(() => void client.end(), KEEPALIVE_MS / 2);
      client.query('select 1').then(
        () => clearTimeout(patience),
        () => clearTimeout(patience),
      );
    }, KEEPALIVE_MS);
    this.#keepalive.unref();
    if (this.#closed) void client.end();
    for (const told of this.#channels.values()) told(undefined);
  }
}
