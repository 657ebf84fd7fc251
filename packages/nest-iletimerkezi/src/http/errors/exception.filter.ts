import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { IletimerkeziError } from 'iletimerkezi-core';
import { toHttpException } from './http-exception.js';
import { languageOf } from './language-of.js';

/**
 * Answers requests that end in an error of these packages with the HTTP status of its code and the code as `errorCode`,
 * in Turkish where the request prefers it. All other errors are left to Nest. Opt-in: provide it as `APP_FILTER`, or put
 * it on a controller.
 *
 * @example
 * providers: [{ provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }]
 */
@Catch(IletimerkeziError)
export class IletimerkeziExceptionFilter extends BaseExceptionFilter {
  override catch(error: IletimerkeziError, host: ArgumentsHost): void {
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(toHttpException(error, languageOf(host)), host);
  }
}
