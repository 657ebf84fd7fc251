import { Socket } from 'node:net';

/** Sockets to a server that may go away without a word (half-open TCP): they give up, and can be cut. */
export class PatientSockets {
  readonly #open = new Set<Socket>();

  /** @param silenceMs after this without a byte either way, a socket breaks and its owner is told. */
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

  /** Waits for a goodbye to be answered, but no longer than this. */
  async cutAfter(ms: number, goodbye: Promise<unknown>): Promise<void> {
    const timer = setTimeout(() => {
      for (const socket of this.#open) socket.destroy();
    }, ms);
    await goodbye.finally(() => clearTimeout(timer));
  }
}
