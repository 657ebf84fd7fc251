import type { IletimerkeziOptions } from 'nest-iletimerkezi';
import { DemoStartError } from '../demo-start-error.js';

/** What the demo tells the library about the account; the rest it leaves to the defaults. */
export type AccountOptions = Pick<IletimerkeziOptions, 'credentials' | 'baseUrl' | 'brandCode'> &
  Required<Pick<IletimerkeziOptions, 'characterMode'>>;

/** Whom the demo's orders go to. */
export type ProviderChoice = { provider: 'emulator' } | { provider: 'real'; account: AccountOptions };

const MODES = ['english', 'turkish', 'unicode'] as const;

/**
 * The emulator, unless the command line says `--real` in so many words and the environment holds credentials.
 * Credentials alone never make the demo talk to the provider: somebody who has them exported for work must not
 * spend credits by looking at a demo.
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
      characterMode: characterModeIn(env['ILETIMERKEZI_CHARACTER_MODE']),
    },
  };
}

/** Accounts come in English mode. Source: provider documentation, character limits. */
function characterModeIn(text: string | undefined): (typeof MODES)[number] {
  const mode = MODES.find((name) => name === (text || 'english'));
  if (mode === undefined)
    throw new DemoStartError(`ILETIMERKEZI_CHARACTER_MODE is one of ${MODES.join(', ')}.`);
  return mode;
}
