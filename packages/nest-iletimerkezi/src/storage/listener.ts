import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from './database.js';
import { PatientSockets } from './patient-sockets.js';

/** Asked so often, a half-open connection is found out before it is silent for longer than the limit. */
const KEEPALIVE_MS = 20_000;
const SILENCE_LIMIT_MS = 30_000;
const CLOSE_LIMIT_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * A connection of its own for LISTEN, made again whenever it breaks. A notification only says "look": whoever is
 * told looks for itself, also after each new connection, because what came in between is lost.
 */
export class Listener {
  readonly #sockets: PatientSockets;
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  #keepalive: NodeJS.Timeout | undefined;
  readonly #channels = new Map<string, (payload: string | undefined) => void>();
  #loop: Promise<void> | undefined;

  /** @param keepaliveMs how often the connection is asked whether it is still there. */
  constructor(
    private readonly connection: Connection,
    private readonly keepaliveMs = KEEPALIVE_MS,
    silenceMs = SILENCE_LIMIT_MS,
  ) {
    this.#sockets = new PatientSockets(silenceMs);
  }

  /** @param told with the payload, or with undefined after a reconnection. Channels are added before `start`. */
  on(channel: string, told: (payload: string | undefined) => void): void {
    this.#channels.set(channel, told);
  }

  start(): void {
    this.#loop ??= this.#connect();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#keepalive);
    const goodbye = Promise.all([this.#client?.end().catch(() => undefined), this.#loop]);
    await this.#sockets.cutAfter(CLOSE_LIMIT_MS, goodbye);
  }

  async #connect(): Promise<void> {
    for (let pauseMs = 50; !this.#closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const client = new pg.Client({
        ...this.connection,
        stream: () => this.#sockets.open(),
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
        application_name: 'iletimerkezi listener',
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        for (const channel of this.#channels.keys())
          await client.query(`listen ${client.escapeIdentifier(channel)}`);
      } catch {
        await client.end().catch(() => undefined);
        await sleep(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
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
      if (!this.#closing.signal.aborted) this.#loop = this.#connect();
    });
    let asking = false;
    this.#keepalive = setInterval(() => {
      if (asking) return;
      asking = true;
      const answered = (): void => void (asking = false);
      client.query('select 1').then(answered, answered);
    }, this.keepaliveMs);
    this.#keepalive.unref();
    if (this.#closing.signal.aborted) void client.end();
    for (const told of this.#channels.values()) told(undefined);
  }
}
