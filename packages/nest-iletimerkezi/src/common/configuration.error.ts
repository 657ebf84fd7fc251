import { IletimerkeziError, type ErrorParams } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS, type ConfigurationErrorCode } from './error-texts.js';

/** The module is wired or configured wrongly. Thrown at startup, except where a call names an unknown account. */
export class ConfigurationError extends IletimerkeziError {
  override readonly name: string = 'ConfigurationError';
  declare readonly code: ConfigurationErrorCode;

  constructor(code: ConfigurationErrorCode, params: ErrorParams = {}, message?: string) {
    super({ code, texts: MODULE_ERROR_TEXTS[code], params, message });
  }
}

/** @param where the class and method that name the account, where there are. */
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
