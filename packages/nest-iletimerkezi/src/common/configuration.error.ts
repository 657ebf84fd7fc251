import { IletimerkeziError, type ErrorParams, type IletimerkeziErrorDetails } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS, type ConfigurationErrorCode } from './error-texts.js';

/** Thrown for invalid configuration, at boot or when a call names an unknown account. */
export class ConfigurationError extends IletimerkeziError {
  override readonly name: string = 'ConfigurationError';
  declare readonly code: ConfigurationErrorCode;

  constructor(
    code: ConfigurationErrorCode,
    params: ErrorParams = {},
    details: Partial<Pick<IletimerkeziErrorDetails, 'message' | 'texts'>> = {},
  ) {
    super({ code, texts: MODULE_ERROR_TEXTS[code], params, ...details });
  }
}

/** Creates the error of an unknown account. @param where class and method that name the account, if any. */
export const accountUnknown = (
  account: string,
  accounts: readonly string[],
  where?: string,
): ConfigurationError =>
  new ConfigurationError('account-unknown', {
    account,
    accounts: accounts.join(', ') || '–',
    where: where === undefined ? '' : `${where}: `,
  });
