import type { IletimerkeziOptions } from 'nest-iletimerkezi';
import { DemoStartError } from '../demo-start-error.js';

/** The options of the account that the demo sets. */
export type AccountOptions = Pick<
  IletimerkeziOptions,
  'credentials' | 'baseUrl' | 'brandCode' | 'defaultSender'
> &
  Required<Pick<IletimerkeziOptions, 'characterMode'>>;

/** The provider of the demo: the emulator or a real account. */
export type ProviderChoice = { provider: 'emulator' } | { provider: 'real'; account: AccountOptions };

const MODES = ['english', 'turkish', 'unicode'] as const;

/**
 * Selects the emulator unless `--real` is passed and the environment contains credentials.
 * Credentials alone never select the real provider: a user who has exported them for other work must not
 * spend credits by starting the demo.
 */
export function chooseProvider(
  real: boolean,
  env: Readonly<Record<string, string | undefined>>,
): ProviderChoice {
  const key = env['ILETIMERKEZI_KEY'];
  const hash = env['ILETIMERKEZI_HASH'];
  if (!real && (key || hash)) {
    throw new DemoStartError(
      'ILETIMERKEZI_KEY / ILETIMERKEZI_HASH are set, so orders could spend real credits. ' +
        'Start with --real if that is what you want; unset both to use the emulator.',
    );
  }
  if (!real) return { provider: 'emulator' };
  if (!key || !hash) {
    throw new DemoStartError('--real needs both ILETIMERKEZI_KEY and ILETIMERKEZI_HASH in the environment.');
  }
  return {
    provider: 'real',
    account: {
      credentials: { key, hash },
      baseUrl: env['ILETIMERKEZI_BASE_URL'] || undefined,
      brandCode: env['ILETIMERKEZI_BRAND_CODE'] || undefined,
      defaultSender: env['ILETIMERKEZI_SENDER'] || undefined,
      characterMode: characterModeIn(env['ILETIMERKEZI_CHARACTER_MODE']),
    },
  };
}

/** The default mode of accounts is English. Source: provider documentation, character limits. */
function characterModeIn(text: string | undefined): (typeof MODES)[number] {
  const mode = MODES.find((name) => name === (text || 'english'));
  if (mode === undefined)
    throw new DemoStartError(`ILETIMERKEZI_CHARACTER_MODE is one of ${MODES.join(', ')}.`);
  return mode;
}
