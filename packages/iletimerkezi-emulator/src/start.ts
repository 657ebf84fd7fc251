import { DataFile } from './data-file.js';
import { Emulation } from './emulation.js';
import type { Fault, FaultInput } from './faults/faults.js';
import { readInbox, waitForMessages, type InboxFilter, type InboxMessage } from './inbox.js';
import type { JournalEntry } from './journal.js';
import { quirksOf, type Profile, type Quirks } from './quirks/quirks.js';
import type { Seed } from './seed/apply.js';
import { readSeed } from './seed/schema.js';
import { createServer } from './server.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';
import { restore, takeSnapshot, type Snapshot } from './snapshot.js';
import { DEFAULT_ACCOUNT, type RetryPolicy } from './state/account.js';
import type { WebhookRule, WebhookRuleInput } from './webhooks/rules.js';
import { parseDuration } from './time/duration.js';

/** Options of an emulator; all are optional. */
export interface EmulatorOptions {
  /** Default: 0, a free port. */
  port?: number;
  /** Default: loopback. The emulator has no access control. */
  host?: string;
  /** The initial state. Default: the default account alone. */
  seed?: Seed;
  /** The profile that sets the quirks. Default: `seed`. */
  profile?: Profile;
  /** Single quirks that differ from the profile. */
  quirks?: Partial<Quirks>;
  /** Delays, retry policy and delivery rules; omitted ones keep their defaults. */
  settings?: Partial<Omit<Settings, 'quirks' | 'retry'>> & { retry?: Partial<RetryPolicy> };
  /** Keeps the state in this file across restarts. */
  dataFile?: string;
  /** The webhook URL of every account, also after a reset. Replaces those of the seed and of the data file. */
  webhook?: string;
  /**
   * Receives a line, once for each warning: an ignored field, or a text that the character mode or APITEST changes.
   * The journal has the warnings of every request.
   */
  onWarning?: (line: string) => void;
}

/** A running emulator. Its control plane below `/_emulator` offers more. */
export interface Emulator {
  readonly url: string;
  readonly port: number;
  /** Restores the initial state. */
  reset(): void;
  /**
   * Advances the clock by an ISO 8601 duration or milliseconds and runs each planned event at its own time.
   * @throws TypeError for any other value.
   */
  advance(duration: string | number): void;
  /**
   * Advances the clock and waits for the answer to every webhook before time moves on, so that retries run at the
   * times that their policy sets.
   * @throws TypeError when it is no duration.
   */
  advanceAndSettle(duration: string | number): Promise<void>;
  /** Freezes or resumes the clock. */
  freeze(frozen: boolean): void;
  /** Returns the virtual time. */
  now(): Date;
  /** Returns the messages that were handed to the phone network, newest first; at most `limit` (100). */
  inbox(filter?: InboxFilter, limit?: number): InboxMessage[];
  /**
   * Resolves with `count` (1) matching messages, newest first; messages already there count.
   * @throws Error when `timeoutMs` (5,000) real milliseconds pass without them.
   */
  waitForMessages(
    filter?: InboxFilter,
    options?: { count?: number; timeoutMs?: number },
  ): Promise<InboxMessage[]>;
  /** Injects a fault. */
  addFault(fault: FaultInput): Fault;
  /** Adds a rule that duplicates, drops, delays or reorders webhooks. `to` has the form +90…. */
  addWebhookRule(rule: WebhookRuleInput): WebhookRule;
  /** Sets single quirks; the others keep their values. */
  setQuirks(changes: Partial<Quirks>): void;
  /**
   * Sets an account's webhook URL, or removes it with null.
   * @throws Error when there is no such account.
   */
  setWebhook(account: string, url: string | null): void;
  /** Resolves once no webhook is queued or in flight; scheduled retries do not count. */
  webhooksSettled(): Promise<void>;
  /** Requests to the provider, newest first; at most `limit` (100). */
  journal(limit?: number): JournalEntry[];
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Stops serving, cuts open connections and, with a data file, writes the last changes. */
  close(): Promise<void>;
}

/**
 * Starts an emulator in this process.
 * @throws Error with the way out when the port is taken, the host cannot be bound, the seed is faulty or the data
 * file holds something else.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { profile = 'seed', host = '127.0.0.1', port: asked = 0 } = options;
  const emulation = new Emulation({
    profile,
    settings: {
      ...options.settings,
      retry: { ...DEFAULT_SETTINGS.retry, ...options.settings?.retry },
      quirks: quirksOf(profile, options.quirks),
    },
    seed: withWebhook(readSeed(options.seed ?? {}), options.webhook),
    onWarning: options.onWarning,
  });
  const app = createServer(emulation);
  let dataFile: DataFile | undefined;
  try {
    if (options.dataFile !== undefined) {
      dataFile = await DataFile.open(options.dataFile, emulation);
      if (options.webhook !== undefined) setEveryWebhook(emulation, options.webhook);
    }
    await app.listen({ port: asked, host });
  } catch (error) {
    emulation.close();
    await app.close();
    throw explain(error, host, asked);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://${shownHost(host)}:${port}`,
    port,
    ...controlsOf(emulation),
    close: async () => {
      await app.close();
      await dataFile?.close();
      emulation.close();
    },
  };
}

/** Returns the seed with the URL as the webhook of every account. */
function withWebhook(seed: Seed, url: string | undefined): Seed {
  if (url === undefined) return seed;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new TypeError('A webhook is an http or https URL.');
  const accounts = seed.accounts ?? [DEFAULT_ACCOUNT];
  return {
    ...seed,
    accounts: accounts.map((account) => ({ ...account, webhook: { ...account.webhook, url } })),
  };
}

function setEveryWebhook({ world }: Emulation, url: string): void {
  for (const account of world.accounts.values())
    account.webhook = { url, retry: account.webhook?.retry ?? {} };
  world.changed('accounts');
}

function controlsOf(emulation: Emulation): Omit<Emulator, 'url' | 'port' | 'close'> {
  const { world, clock, dispatcher } = emulation;
  return {
    reset: () => emulation.reset(),
    advance: (duration) => emulation.advance(readDuration(duration)),
    advanceAndSettle: async (duration) => emulation.advanceAndSettle(readDuration(duration)),
    freeze: (frozen) => {
      clock.freeze(frozen);
      emulation.advance(0);
    },
    now: () => new Date(clock.now()),
    inbox: (filter = {}, limit = 100) => readInbox(world, filter, limit),
    waitForMessages: async (filter = {}, { count = 1, timeoutMs = 5000 } = {}) => {
      const found = await waitForMessages(world, filter, { count, timeoutMs });
      if (found.complete) return found.messages;
      throw new Error(`${found.messages.length} of ${count} messages came within ${timeoutMs} ms.`);
    },
    addFault: (fault) => emulation.faults.add(fault),
    addWebhookRule: (rule) => dispatcher.rules.add(rule),
    setQuirks: (changes) => {
      world.settings = { ...world.settings, quirks: { ...world.settings.quirks, ...changes } };
      world.changed('settings');
    },
    setWebhook: (key, url) => {
      const account = world.accounts.get(key);
      if (!account) throw new Error('No account has this key.');
      account.webhook = url === null ? undefined : { url, retry: {} };
      world.changed('accounts');
    },
    webhooksSettled: () => dispatcher.settled(),
    journal: (limit = 100) => emulation.journal.list(limit, () => true),
    snapshot: () => structuredClone(takeSnapshot(emulation)),
    restore: (snapshot) => restore(emulation, snapshot),
  };
}

function readDuration(duration: string | number): number {
  const milliseconds = parseDuration(duration);
  if (milliseconds === undefined)
    throw new TypeError('A duration is milliseconds or ISO 8601, such as "PT1H".');
  return milliseconds;
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function explain(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} on ${host} is in use. Stop what listens there, or start with another --port (0 takes a free one).`,
      );
    case 'EACCES':
      return new Error(`Port ${port} needs more rights than this process has. Take a --port above 1023.`);
    case 'EADDRNOTAVAIL':
      return new Error(
        `${host} is no address of this machine. Leave --host out, or name one of its addresses.`,
      );
    default:
      return error instanceof Error ? error : new Error('The emulator could not start.');
  }
}
