import type { LoadError } from 'react-sms-ui';
import type { Bilingual } from '../../shared/api/problem.js';
import type { Loaded } from './useLoad.js';

/** Returns the error that the kit's components show instead of data, or undefined. */
export function loadErrorOf(
  loaded: Loaded<unknown>,
  locale: keyof Bilingual,
  onRetry: () => void,
): LoadError | undefined {
  if (loaded.phase !== 'failed') return undefined;
  const { message, hint, providerCode } = loaded.problem;
  return { message: `${message[locale]} ${hint[locale]}`, code: providerCode, onRetry };
}
