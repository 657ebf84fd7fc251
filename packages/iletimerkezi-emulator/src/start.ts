import { createServer } from './server.js';
import { Emulation } from './emulation.js';
import type { Profile, Quirks } from './quirks/quirks.js';
import { quirksOf } from './quirks/quirks.js';
import type { Seed } from './seed/apply.js';
import type { Settings } from './settings.js';
import { readInbox, waitForMessages, type InboxFilter, type InboxMessage } from './inbox.js';
import type { Fault, FaultInput } from './faults/faults.js';
import { parseDuration } from './time/duration.js';

/** How to start an emulator. Everything may be left out. */
export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Loopback unless told otherwise: the emulator knows no access control. */
  host?: string;
  seed?: Seed;
  /** Which reading of the provider's behaviour; `seed` unless told otherwise. */
  profile?: Profile;
  quirks?: Partial<Quirks>;
  /** Delays, retry policy, delivery rules. */
  settings?: Partial<Omit<Settings, 'quirks'>>;
}

/** A running emulator. */
export interface Emulator {
  readonly url: string;
  readonly port: number;
  /** Back to how it started. */
  reset(): void;
  /** Moves the clock forward by an ISO 8601 duration or milliseconds, running everything planned on the way. */
  advance(duration: string | number): void;
  /** Messages that left for the phone network, newest first. */
  inbox(filter?: InboxFilter, limit?: number): InboxMessage[];
  /**
   * Resolves with `count` matching messages, newest first, those of the past included.
   * @throws Error when `timeoutMs` (5,000) real milliseconds pass without them.
   */
  waitForMessages(
    filter?: InboxFilter,
    options?: { count?: number; timeoutMs?: number },
  ): Promise<InboxMessage[]>;
  addFault(fault: FaultInput): Fault;
  /** Sets or takes away an account's webhook URL. */
  setWebhook(account: string, url: string | null): void;
  /** Resolves once no webhook is queued or on its way. */
  webhooksSettled(): Promise<void>;
  /** Stops serving and cuts open connections. */
  close(): Promise<void>;
}

/**
 * Starts an emulator in this process.
 * @throws Error with the way out when the port is taken or the host cannot be bound.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulation = new Emulation({
    profile: options.profile ?? 'seed',
    settings: {
      ...options.settings,
      ...(options.quirks && { quirks: quirksOf(options.profile ?? 'seed', options.quirks) }),
    },
    seed: options.seed ?? {},
  });
  const app = createServer(emulation);
  const host = options.host ?? '127.0.0.1';
  try {
    await app.listen({ port: options.port ?? 0, host });
  } catch (error) {
    emulation.close();
    throw listenError(error, host, options.port ?? 0);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const shown = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${port}`,
    port,
    reset: () => emulation.reset(),
    advance: (duration) => {
      const milliseconds = parseDuration(duration);
      if (milliseconds === undefined)
        throw new TypeError('A duration is milliseconds or ISO 8601, such as "PT1H".');
      emulation.advance(milliseconds);
    },
    inbox: (filter = {}, limit = 100) => readInbox(emulation.world, filter, limit),
    waitForMessages: async (filter = {}, { count = 1, timeoutMs = 5000 } = {}) => {
      const found = await waitForMessages(emulation.world, filter, { count, timeoutMs });
      if (found.complete) return found.messages;
      throw new Error(`${found.messages.length} of ${count} messages came within ${timeoutMs} ms.`);
    },
    addFault: (fault) => emulation.faults.add(fault),
    setWebhook: (key, url) => {
      const account = emulation.world.accounts.get(key);
      if (!account) throw new Error('No account has this key.');
      account.webhook = url === null ? undefined : { url, retry: {} };
    },
    webhooksSettled: () => emulation.dispatcher.settled(),
    close: async () => {
      emulation.close();
      await app.close();
    },
  };
}

function listenError(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} on ${host} is in use. Stop what listens there, or start with another --port (0 takes a free one).`,
    );
  }
  if (code === 'EACCES')
    return new Error(`Port ${port} needs more rights than this process has. Start with a --port above 1023.`);
  return error instanceof Error ? error : new Error('The emulator could not listen.');
}
