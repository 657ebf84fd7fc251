import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { DemoStartError } from '../demo-start-error.js';

/** The demo's own account at the emulator. */
export const EMULATOR_ACCOUNT = {
  credentials: { key: 'emulator', hash: 'emulator' },
  characterMode: 'unicode',
  brandCode: '1234',
} as const;

/** How fast the emulator delivers and registers; milliseconds. */
export interface EmulatorPace {
  /** From an order's start to "accepted by the operator". */
  acceptMs: number;
  /** The span after that in which the messages arrive. */
  deliveryMs: readonly [number, number];
  /** From iys-register's answer to the record showing in the registry. Default 0. */
  registryDelayMs?: number;
}

/** The emulator that the demo's account lives at. */
export interface StandIn {
  readonly url: string;
  /** There when it runs in this process. */
  readonly emulator?: Emulator;
  /** Has delivery reports posted to this address. */
  setWebhook(url: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Slow enough to watch, fast enough not to wait for. As at the provider, a record that was accepted is not in the
 * registry yet.
 */
export const WATCHABLE = { acceptMs: 300, deliveryMs: [600, 8000], registryDelayMs: 20_000 } as const;

/** A shop with three approved senders; `empty` leaves the emulator's plain account. Its state is kept in the folder. */
export async function startDemoEmulator({
  empty,
  pace,
  folder,
}: {
  empty: boolean;
  pace?: EmulatorPace | undefined;
  folder: string;
}): Promise<StandIn> {
  const { credentials, characterMode, brandCode } = EMULATOR_ACCOUNT;
  const emulator = await startEmulator({
    host: '127.0.0.1',
    port: 0,
    dataFile: join(folder, 'emulator.json'),
    seed: {
      accounts: [
        {
          ...credentials,
          characterMode,
          balance: 10_000_000,
          senders: sendersOf(empty),
          iysCode: brandCode,
          brandCodes: [brandCode],
        },
      ],
      rules: [...UNDELIVERED, ...CONSENTING],
      ...(pace ?? WATCHABLE),
    },
    onWarning: (line) => new Logger('Emulator').warn(line),
  });
  return {
    url: emulator.url,
    emulator,
    setWebhook: async (url) => emulator.setWebhook(credentials.key, url),
    close: () => emulator.close(),
  };
}

/**
 * An emulator that was started apart and outlives the demo.
 * @throws DemoStartError when none answers there
 */
export async function joinEmulator(url: string, { empty }: { empty: boolean }): Promise<StandIn> {
  const base = url.endsWith('/') ? url.slice(0, -1) : url;
  const control = async (method: string, path: string, body?: unknown): Promise<void> => {
    const response = await fetch(`${base}/_emulator/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    }).catch(() => undefined);
    if (response?.ok) return;
    throw new DemoStartError(
      `No emulator of this project answers at ${base}. Start one with "npx -y pnpm@12 emulator --port N", or leave --emulator out.`,
    );
  };
  const account = `accounts/${EMULATOR_ACCOUNT.credentials.key}`;
  await control('GET', 'health');
  await control('PATCH', account, { senders: sendersOf(empty) });
  return {
    url: base,
    setWebhook: (webhook) => control('PUT', `${account}/webhook`, { url: webhook }),
    close: () => Promise.resolve(),
  };
}

const sendersOf = (empty: boolean) => (empty ? ['EMULATOR'] : ['MAVIKITAP', 'MAVIKARGO', 'EMULATOR']);

/** Two numbers in a hundred are switched off or gone, as in any real list. */
const UNDELIVERED = ['13', '42'].map((suffix) => ({ suffix, outcome: 'undelivered' as const }));

/** For commercial orders nine in ten gave their consent; the rest is refused by the registry. */
const CONSENTING = Array.from('012345689', (suffix) => ({ suffix, outcome: 'has-consent' as const }));
