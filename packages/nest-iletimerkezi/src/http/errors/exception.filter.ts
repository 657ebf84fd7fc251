import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { toHttpException, MODULE_ERRORS, type ModuleError } from './http-exception.js';
import { languageOf } from './language-of.js';

/**
 * Answers requests that end in an error of this module with a fitting HTTP status and the error's code as `errorCode`,
 * in Turkish where the request prefers it. Opt-in: provide it as `APP_FILTER`, or put it on a controller.
 *
 * @example
 * providers: [{ provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }]
 */
@Catch(...MODULE_ERRORS)
export class IletimerkeziExceptionFilter extends BaseExceptionFilter {
  override catch(error: ModuleError, host: ArgumentsHost): void {
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(toHttpException(error, languageOf(host)), host);
  }
}
