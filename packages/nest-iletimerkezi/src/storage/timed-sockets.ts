import { Socket } from 'node:net';

/**
 * Creates sockets to a server that may disappear without closing the connection (half-open TCP). Silent sockets are
 * closed, and all of them can be closed at once.
 */
export class TimedSockets {
  readonly #open = new Set<Socket>();

  /** @param silenceMs time without a byte in either direction after which a socket is destroyed with an error. */
  constructor(private readonly silenceMs: number) {}

  open(): Socket {
    const socket = new Socket();
    socket.setTimeout(this.silenceMs, () =>
      socket.destroy(new Error(`The database has not answered for ${this.silenceMs / 1000} s.`)),
    );
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    return socket;
  }

  /** Waits until the server has answered the end of the connection, but no longer than this. */
  async cutAfter(ms: number, ended: Promise<unknown>): Promise<void> {
    const timer = setTimeout(() => {
      for (const socket of this.#open) socket.destroy();
    }, ms);
    await ended.finally(() => clearTimeout(timer));
  }
}
