import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Connection } from '../storage/database.js';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
  /** Number of requests with a response to lose that this connection has made. */
  asked: number;
  /** Whether the connection breaks instead of delivering the server's next response. */
  losesNext: boolean;
}

/** Behaviour of new connections: `open` connects them to the target, `silent` accepts them and never responds. */
type Mode = 'open' | 'silent';

/** A TCP proxy between a client and a server that simulates network failures, including silent ones. */
export class Wire {
  readonly #pairs = new Set<Pair>();
  readonly #unanswered = new Set<Socket>();
  readonly #server: Server;
  #answers = true;
  #mode: Mode = 'open';
  #lost: readonly string[] = [];

  port = 0;

  private constructor(private readonly target: NetConnectOpts) {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  static async to(target: NetConnectOpts): Promise<Wire> {
    const wire = new Wire(target);
    await wire.up();
    const address = wire.#server.address();
    wire.port = typeof address === 'object' && address ? address.port : 0;
    return wire;
  }

  /** Makes all open connections discard data in both directions without closing. New connections work. */
  freeze(): void {
    for (const pair of this.#pairs) pair.silent = true;
  }

  /** Whether the server's responses are delivered. Requests are always delivered. */
  set answers(arrive: boolean) {
    this.#answers = arrive;
  }

  /**
   * Breaks the next connection that makes these requests, after the server has responded to the last of them and before
   * the response is delivered.
   */
  loseAnswerTo(...requests: readonly string[]): void {
    for (const pair of this.#pairs) pair.asked = 0;
    this.#lost = requests;
  }

  set mode(mode: Mode) {
    this.#mode = mode;
  }

  /** Refuses new connections until `up()`. */
  down(): void {
    this.#server.close();
  }

  async up(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(this.port, '127.0.0.1', done));
  }

  /** Breaks every connection. */
  cut(): void {
    for (const socket of [
      ...this.#unanswered,
      ...[...this.#pairs].flatMap(({ client, server }) => [client, server]),
    ])
      socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  #accept(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#mode === 'silent') {
      client.resume();
      this.#unanswered.add(client);
      client.once('close', () => this.#unanswered.delete(client));
      return;
    }
    const server = connect(this.target);
    server.on('error', () => client.destroy());
    const pair: Pair = { client, server, silent: false, asked: 0, losesNext: false };
    this.#pairs.add(pair);
    client.on('data', (bytes) => {
      const awaited = this.#lost[pair.asked];
      if (awaited !== undefined && bytes.includes(awaited)) pair.asked += 1;
      if (pair.asked > 0 && pair.asked === this.#lost.length) {
        this.#lost = [];
        pair.losesNext = true;
      }
      if (!pair.silent) server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (pair.losesNext) client.destroy();
      else if (!pair.silent && this.#answers) client.write(bytes);
    });
    // A silent connection does not forward the end of the stream either.
    client.on('end', () => pair.silent || server.end());
    server.on('end', () => pair.silent || client.end());
    client.once('close', () => {
      server.destroy();
      this.#pairs.delete(pair);
    });
    server.once('close', () => pair.silent || client.destroy());
  }
}

/** Opens a wire to a database and returns the connection settings for `pg` through it. */
export async function wireToDatabase(
  connection: Connection,
): Promise<{ wire: Wire; connection: Connection }> {
  const { connectionString, host, port = 5432, user, database } = connection;
  if (connectionString === undefined) {
    const wire = await Wire.to({ path: join(host ?? '', `.s.PGSQL.${port}`) });
    return { wire, connection: { host: '127.0.0.1', port: wire.port, user, database } };
  }
  const url = new URL(connectionString);
  const wire = await Wire.to({ host: url.hostname, port: Number(url.port || 5432) });
  url.host = `127.0.0.1:${wire.port}`;
  return { wire, connection: { connectionString: url.toString() } };
}
