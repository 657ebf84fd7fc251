import type { EventStore, JSONRPCMessage } from '@modelcontextprotocol/server';

/** Messages kept for a client that reconnects. */
const KEPT = 500;

interface Entry {
  readonly id: string;
  readonly stream: string;
  readonly message: JSONRPCMessage;
}

/** Keeps the latest messages of one session in memory, so that a client that lost its connection gets the rest. */
export class SessionEventLog implements EventStore {
  #entries: Entry[] = [];
  #next = 1;

  async storeEvent(stream: string, message: JSONRPCMessage): Promise<string> {
    const id = String(this.#next);
    this.#next += 1;
    this.#entries.push({ id, stream, message });
    if (this.#entries.length > KEPT) this.#entries = this.#entries.slice(-KEPT);
    return id;
  }

  async getStreamIdForEventId(id: string): Promise<string | undefined> {
    return this.#entries.find((entry) => entry.id === id)?.stream;
  }

  async replayEventsAfter(
    id: string,
    { send }: { send: (id: string, message: JSONRPCMessage) => Promise<void> },
  ): Promise<string> {
    const position = this.#entries.findIndex((entry) => entry.id === id);
    const stream = this.#entries[position]?.stream ?? '';
    const missed = position < 0 ? [] : this.#entries.slice(position + 1);
    for (const entry of missed) if (entry.stream === stream) await send(entry.id, entry.message);
    return stream;
  }
}
