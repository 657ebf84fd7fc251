import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { DemoStartError } from '../demo-start-error.js';

/** The demo's own account at the emulator. */
export const EMULATOR_ACCOUNT = {
  credentials: { key: 'emulator', hash: 'emulator' },
  characterMode: 'unicode',
  brandCode: '1234',
  defaultSender: 'EMULATOR',
} as const;

/** The delays of the emulator in milliseconds. */
export interface EmulatorDelays {
  /** From the order to the report `accepted`. */
  acceptMs: number;
  /** The range of delivery times after that. */
  deliveryMs: readonly [number, number];
  /** From the response of iys-register to the listing in the registry. Default 0. */
  registryDelayMs?: number;
}

/** The emulator of the demo. */
export interface DemoEmulator {
  readonly url: string;
  /** Set if it runs in this process. */
  readonly emulator?: Emulator;
  /** Sets the webhook URL of the account. */
  setWebhook(url: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Delays that are visible but short. As at the provider, an accepted record is not listed in the
 * registry immediately.
 */
export const DEFAULT_DELAYS = { acceptMs: 300, deliveryMs: [600, 8000], registryDelayMs: 20_000 } as const;

/** Starts an emulator with a shop that has three approved senders, or with the default account if `empty`. The state is stored in the folder. */
export async function startDemoEmulator({
  empty,
  delays,
  folder,
}: {
  empty: boolean;
  delays?: EmulatorDelays | undefined;
  folder: string;
}): Promise<DemoEmulator> {
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
      ...(delays ?? DEFAULT_DELAYS),
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
 * Connects to a running emulator, which is not stopped with the demo.
 * @throws DemoStartError if no emulator responds
 */
export async function joinEmulator(url: string, { empty }: { empty: boolean }): Promise<DemoEmulator> {
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

/** 2 percent of the numbers cannot be reached. */
const UNDELIVERED = ['13', '42'].map((suffix) => ({ suffix, outcome: 'undelivered' as const }));

/** 90 percent of the recipients have a consent in the registry. */
const CONSENTING = Array.from('012345689', (suffix) => ({ suffix, outcome: 'has-consent' as const }));
