import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { messageOf } from '../common/thrown.js';
import type { Connection } from './database.js';
import { asStorageError, isConnectionLimit } from './database-errors.js';
import { TimedSockets } from './timed-sockets.js';

/**
 * Interval of keepalive queries. It is shorter than the silence limit, so a half-open connection is detected within that
 * limit.
 */
const KEEPALIVE_MS = 20_000;
const SILENCE_LIMIT_MS = 30_000;
const CLOSE_LIMIT_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

/** Time after which a notification is considered lost: the connection belongs to a pooler in transaction mode. */
const ARRIVAL_LIMIT_MS = 3_000;

/**
 * Interval at which LISTEN is tried again where notifications do not arrive, because the pooler may have been
 * reconfigured.
 */
const RETRY_MS = 600_000;

export interface ListenerSettings {
  /** Interval of keepalive queries on the connection, in milliseconds. */
  readonly keepaliveMs?: number;
  readonly silenceMs?: number;
  /** Sends an empty notification on another connection, to check whether it arrives. */
  readonly notify?: (channel: string) => Promise<void>;
  /** Called when notifications do not arrive, with the reason, and when they arrive again. */
  readonly notice?: (message: string) => void;
  /** Whether the connection goes to another address than the statements, whose failures are logged elsewhere. */
  readonly apart?: boolean;
}

/** LISTEN was accepted, and notifications do not arrive. */
class NotDelivered extends Error {}

/**
 * Keeps a separate connection for LISTEN and reconnects whenever it breaks. A notification carries no data: the
 * subscriber queries the database itself, also after each reconnection, because notifications in between are lost. Where
 * notifications cannot arrive, subscribers are not called and have to poll.
 */
export class Listener {
  readonly #sockets: TimedSockets;
  readonly #closing = new AbortController();
  readonly #settings: ListenerSettings;
  #client: pg.Client | undefined;
  #keepalive: NodeJS.Timeout | undefined;
  readonly #channels = new Map<string, (payload: string | undefined) => void>();
  #loop: Promise<void> | undefined;
  #hasReported = false;
  #isListening = false;

  constructor(
    private readonly connection: Connection,
    settings: ListenerSettings = {},
  ) {
    this.#settings = settings;
    this.#sockets = new TimedSockets(settings.silenceMs ?? SILENCE_LIMIT_MS);
  }

  /** Whether notifications are received at the moment. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /**
   * @param notify called with the payload, or with undefined after a reconnection. Channels are added before `start`.
   */
  on(channel: string, notify: (payload: string | undefined) => void): void {
    this.#channels.set(channel, notify);
  }

  start(): void {
    this.#loop ??= this.#connect();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#keepalive);
    const ended = Promise.all([this.#client?.end().catch(() => undefined), this.#loop]);
    await this.#sockets.cutAfter(CLOSE_LIMIT_MS, ended);
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
        this.#reportReason(error);
        const pause = error instanceof NotDelivered ? RETRY_MS : pauseMs;
        await sleep(pause, undefined, { signal: this.#closing.signal }).catch(() => undefined);
        continue;
      }
      this.#use(client);
      return;
    }
  }

  /**
   * Checks that notifications arrive by sending one to this connection. Poolers in transaction mode accept LISTEN and
   * deliver nothing. The check uses a separate channel, because a pooler's server connection may keep the subscription.
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
      const timeout = sleep(ARRIVAL_LIMIT_MS, false, { signal }).catch(() => false);
      const isDelivered = await Promise.race([arrived, timeout]);
      await client.query(`unlisten ${name}`);
      if (!isDelivered) throw new NotDelivered();
    } finally {
      stop.abort();
    }
  }

  #reportReason(error: unknown): void {
    if (this.#hasReported || this.#closing.signal.aborted) return;
    const { notice, apart } = this.#settings;
    const polled = 'Changes are polled for instead, up to a second later.';
    if (error instanceof NotDelivered) {
      this.#hasReported = true;
      notice?.(
        'Storage: notifications do not arrive, as behind a connection pooler in transaction mode. ' +
          `${polled} Set \`storage.listenUrl\` to an address of the database without the pooler for faster ones.`,
      );
    } else if (apart || isConnectionLimit(error)) {
      this.#hasReported = true;
      const where = apart ? ' through `storage.listenUrl`' : '';
      notice?.(
        `Storage: no notifications are received${where}. ${messageOf(asStorageError(error))} ${polled}`,
      );
    }
  }

  #use(client: pg.Client): void {
    if (this.#hasReported) this.#settings.notice?.('Storage: notifications are received again.');
    this.#hasReported = false;
    this.#client = client;
    this.#isListening = true;
    client.on('notification', ({ channel, payload }) => this.#channels.get(channel)?.(payload ?? ''));
    client.once('end', () => {
      clearInterval(this.#keepalive);
      this.#isListening = false;
      if (!this.#closing.signal.aborted) this.#loop = this.#connect();
    });
    let isQuerying = false;
    this.#keepalive = setInterval(() => {
      if (isQuerying) return;
      isQuerying = true;
      const answered = (): void => void (isQuerying = false);
      client.query('select 1').then(answered, answered);
    }, this.#settings.keepaliveMs ?? KEEPALIVE_MS);
    this.#keepalive.unref();
    if (this.#closing.signal.aborted) void client.end();
    for (const notify of this.#channels.values()) notify(undefined);
  }
}
