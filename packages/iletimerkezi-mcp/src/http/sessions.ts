import { randomUUID } from 'node:crypto';
import { type McpServer, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { SessionEventLog } from './event-log.js';

/** Time without a request after which a session ends. */
const IDLE_MS = 30 * 60_000;
const MOST_SESSIONS = 1_000;

interface Session {
  readonly server: McpServer;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** The caller that opened it. Others do not get it, even if they know its id. */
  readonly caller: string;
  usedAt: number;
}

/** The sessions of clients of the protocol revisions up to 2025-11-25. Later revisions have none. */
export class Sessions {
  readonly #factory: () => McpServer;
  readonly #now: () => number;
  readonly #sessions = new Map<string, Session>();

  constructor(factory: () => McpServer, now: () => number = Date.now) {
    this.#factory = factory;
    this.#now = now;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Returns the transport of a caller's session; undefined when there is no such session. */
  async find(id: string, caller: string): Promise<WebStandardStreamableHTTPServerTransport | undefined> {
    await this.#endIdle();
    const session = this.#sessions.get(id);
    if (session === undefined || session.caller !== caller) return undefined;
    session.usedAt = this.#now();
    return session.transport;
  }

  /** Returns a transport whose first request, `initialize`, opens a session. */
  async open(caller: string): Promise<WebStandardStreamableHTTPServerTransport> {
    await this.#endIdle();
    const server = this.#factory();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      eventStore: new SessionEventLog(),
      onsessioninitialized: (id) => {
        this.#sessions.set(id, { server, transport, caller, usedAt: this.#now() });
      },
      onsessionclosed: (id) => {
        this.#sessions.delete(id);
      },
    });
    await server.connect(transport);
    return transport;
  }

  async close(): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const { server } of open) await server.close();
  }

  /** Ends sessions that are idle, and the one idle for the longest time when there are too many. */
  async #endIdle(): Promise<void> {
    const byUse = [...this.#sessions].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    const surplus = Math.max(0, byUse.length - MOST_SESSIONS + 1);
    const idleSince = this.#now() - IDLE_MS;
    for (const [index, [id, { server, usedAt }]] of byUse.entries()) {
      if (index >= surplus && usedAt > idleSince) break;
      this.#sessions.delete(id);
      await server.close();
    }
  }
}
