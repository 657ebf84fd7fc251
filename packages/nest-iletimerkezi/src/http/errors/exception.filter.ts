import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { IletimerkeziError } from 'iletimerkezi-core';
import { toHttpException } from './http-exception.js';
import { languageOf } from './language-of.js';

/**
 * Converts errors of these packages to responses with the HTTP status of their code and the code as `errorCode`, in Turkish
 * if the request prefers it. Other errors are handled by Nest. Opt-in: provide it as `APP_FILTER`, or apply it to a
 * controller.
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
