import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { messageOf } from '../common/thrown.js';
import type { Connection } from './database.js';
import { asStorageError, isConnectionLimit } from './database-errors.js';
import { PatientSockets } from './patient-sockets.js';

/** Asked so often, a half-open connection is found out before it is silent for longer than the limit. */
const KEEPALIVE_MS = 20_000;
const SILENCE_LIMIT_MS = 30_000;
const CLOSE_LIMIT_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

/** A notification that has not come after this does not come: the connection is a pooler's in transaction mode. */
const ARRIVAL_LIMIT_MS = 3_000;

/** Where no notification comes, LISTEN is tried again after this: the pooler may have been changed. */
const RETRY_MS = 600_000;

export interface ListenerSettings {
  /** How often the connection is asked whether it is still there, in milliseconds. */
  readonly keepaliveMs?: number;
  readonly silenceMs?: number;
  /** Sends an empty notification on another connection, to see whether it arrives here. */
  readonly notify?: (channel: string) => Promise<void>;
  /** Told why no notifications are received, and that they are again. */
  readonly notice?: (message: string) => void;
  /** Whether the connection is another one than that of the statements, whose failures are logged elsewhere. */
  readonly apart?: boolean;
}

/** LISTEN was accepted, and yet nothing arrives. */
class NotDelivered extends Error {}

/**
 * A connection of its own for LISTEN, made again whenever it breaks. A notification only says "look": whoever is
 * told looks for itself, also after each new connection, because what came in between is lost. Where notifications
 * cannot arrive, nothing is told, and everybody polls.
 */
export class Listener {
  readonly #sockets: PatientSockets;
  readonly #closing = new AbortController();
  readonly #settings: ListenerSettings;
  #client: pg.Client | undefined;
  #keepalive: NodeJS.Timeout | undefined;
  readonly #channels = new Map<string, (payload: string | undefined) => void>();
  #loop: Promise<void> | undefined;
  #told = false;

  constructor(
    private readonly connection: Connection,
    settings: ListenerSettings = {},
  ) {
    this.#settings = settings;
    this.#sockets = new PatientSockets(settings.silenceMs ?? SILENCE_LIMIT_MS);
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
        await this.#requireDelivery(client);
        for (const channel of this.#channels.keys())
          await client.query(`listen ${client.escapeIdentifier(channel)}`);
      } catch (error) {
        await client.end().catch(() => undefined);
        this.#tellWhy(error);
        const pause = error instanceof NotDelivered ? RETRY_MS : pauseMs;
        await sleep(pause, undefined, { signal: this.#closing.signal }).catch(() => undefined);
        continue;
      }
      this.#use(client);
      return;
    }
  }

  /**
   * Poolers in transaction mode accept LISTEN and deliver nothing, so a notification is sent to oneself. Its channel
   * is another one than those in use: what a pooler's server connection keeps of it, nobody writes to.
   */
  async #requireDelivery(client: pg.Client): Promise<void> {
    const { notify } = this.#settings;
    if (notify === undefined) return;
    const channel = `iletimerkezi_probe_${randomBytes(6).toString('hex')}`;
    const name = client.escapeIdentifier(channel);
    const stop = new AbortController();
    const arrived = new Promise<true>((resolve) => {
      client.on('notification', (notification) => notification.channel === channel && resolve(true));
    });
    try {
      await client.query(`listen ${name}`);
      await notify(channel);
      const signal = AbortSignal.any([stop.signal, this.#closing.signal]);
      const late = sleep(ARRIVAL_LIMIT_MS, false, { signal }).catch(() => false);
      const isDelivered = await Promise.race([arrived, late]);
      await client.query(`unlisten ${name}`);
      if (!isDelivered) throw new NotDelivered();
    } finally {
      stop.abort();
    }
  }

  #tellWhy(error: unknown): void {
    if (this.#told || this.#closing.signal.aborted) return;
    const { notice, apart } = this.#settings;
    const polled = 'Changes are polled for instead, up to a second later.';
    if (error instanceof NotDelivered) {
      this.#told = true;
      notice?.(
        'Storage: notifications do not arrive, as behind a connection pooler in transaction mode. ' +
          `${polled} Set \`storage.listenUrl\` to an address of the database without the pooler for faster ones.`,
      );
    } else if (apart || isConnectionLimit(error)) {
      this.#told = true;
      const where = apart ? ' through `storage.listenUrl`' : '';
      notice?.(
        `Storage: no notifications are received${where}. ${messageOf(asStorageError(error))} ${polled}`,
      );
    }
  }

  #use(client: pg.Client): void {
    if (this.#told) this.#settings.notice?.('Storage: notifications are received again.');
    this.#told = false;
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
    }, this.#settings.keepaliveMs ?? KEEPALIVE_MS);
    this.#keepalive.unref();
    if (this.#closing.signal.aborted) void client.end();
    for (const told of this.#channels.values()) told(undefined);
  }
}
