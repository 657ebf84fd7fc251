import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Connection } from '../storage/database.js';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
}

/** What becomes of new connections. */
type Mode = 'open' | 'silent' | 'refused';

/** A network between a client and a server, which can fail as networks do: as real sockets, without a word. */
export class Wire {
  readonly #pairs = new Set<Pair>();
  readonly #unanswered = new Set<Socket>();
  readonly #server: Server;
  #answers = true;
  #mode: Mode = 'open';

  private constructor(private readonly target: NetConnectOpts) {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  static async to(target: NetConnectOpts): Promise<Wire> {
    const wire = new Wire(target);
    await new Promise<void>((done) => wire.#server.listen(0, '127.0.0.1', done));
    return wire;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** The other end is gone and says nothing: present connections swallow what they are given. New ones work. */
  freeze(): void {
    for (const pair of this.#pairs) pair.silent = true;
  }

  /** Whether what the server says arrives. What it is told does. */
  set answers(arrive: boolean) {
    this.#answers = arrive;
  }

  /** New connections are accepted and nobody ever answers, or are refused; `open` is as it should be. */
  set mode(mode: Mode) {
    this.#mode = mode;
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
    if (this.#mode === 'refused') {
      client.resetAndDestroy();
      return;
    }
    if (this.#mode === 'silent') {
      client.resume();
      this.#unanswered.add(client);
      client.once('close', () => this.#unanswered.delete(client));
      return;
    }
    const server = connect(this.target);
    server.on('error', () => client.destroy());
    const pair: Pair = { client, server, silent: false };
    this.#pairs.add(pair);
    client.on('data', (bytes) => pair.silent || server.write(bytes));
    server.on('data', (bytes) => pair.silent || !this.#answers || client.write(bytes));
    // A goodbye is as silent as the rest.
    client.on('end', () => pair.silent || server.end());
    server.on('end', () => pair.silent || client.end());
    client.once('close', () => {
      server.destroy();
      this.#pairs.delete(pair);
    });
    server.once('close', () => pair.silent || client.destroy());
  }
}

/** A wire to a database, and how `pg` goes over it. */
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
