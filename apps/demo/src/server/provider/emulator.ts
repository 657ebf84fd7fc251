import { startEmulator, type Emulator } from 'iletimerkezi-emulator';

/** The demo's own account at the emulator. */
export const EMULATOR_ACCOUNT = {
  credentials: { key: 'emulator', hash: 'emulator' },
  characterMode: 'unicode',
} as const;

/** How fast the emulator delivers; milliseconds. */
export interface EmulatorPace {
  /** From an order's start to "accepted by the operator". */
  acceptMs: number;
  /** The span after that in which the messages arrive. */
  deliveryMs: readonly [number, number];
}

/** Slow enough to watch, fast enough not to wait for. */
const WATCHABLE: EmulatorPace = { acceptMs: 300, deliveryMs: [600, 8000] };

/** A shop with three approved senders; `empty` leaves the emulator's plain account. */
export async function startDemoEmulator({
  empty,
  pace,
}: {
  empty: boolean;
  pace?: EmulatorPace;
}): Promise<Emulator> {
  return startEmulator({
    host: '127.0.0.1',
    port: 0,
    seed: {
      accounts: [
        {
          ...EMULATOR_ACCOUNT.credentials,
          characterMode: EMULATOR_ACCOUNT.characterMode,
          balance: 10_000_000,
          senders: empty ? ['EMULATOR'] : ['MAVIKITAP', 'MAVIKARGO', 'EMULATOR'],
          iysCode: '1234',
          brandCodes: ['1234'],
        },
      ],
      rules: [...UNDELIVERED, ...CONSENTING],
      ...(pace ?? WATCHABLE),
    },
  });
}

/** Two numbers in a hundred are switched off or gone, as in any real list. */
const UNDELIVERED = ['13', '42'].map((suffix) => ({ suffix, outcome: 'undelivered' as const }));

/** For commercial orders nine in ten gave their consent; the rest is refused by the registry. */
const CONSENTING = Array.from('012345689', (suffix) => ({ suffix, outcome: 'has-consent' as const }));
