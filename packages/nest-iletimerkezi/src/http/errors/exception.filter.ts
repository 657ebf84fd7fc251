import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { IletimerkeziError } from 'iletimerkezi-core';
import { toHttpException } from './http-exception.js';
import { languageOf } from './language-of.js';
import { retryAfterOf } from './retry-after.js';

/** The part of a response that the filter uses, on Express and Fastify. */
interface Reply {
  header(name: string, value: string): unknown;
}

/**
 * Converts errors of these packages to responses with the HTTP status of their code and the code as `errorCode`, in Turkish
 * if the request prefers it. An error with `retryAt` also gets the header `Retry-After`. Other errors are handled by Nest. Opt-in: provide it as `APP_FILTER`, or apply it to a
 * controller.
 *
 * @example
 * providers: [{ provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }]
 */
@Catch(IletimerkeziError)
export class IletimerkeziExceptionFilter extends BaseExceptionFilter {
  override catch(error: IletimerkeziError, host: ArgumentsHost): void {
    const retryAfter = retryAfterOf(error);
    if (retryAfter && host.getType() === 'http') {
      host.switchToHttp().getResponse<Reply>().header('Retry-After', String(retryAfter.seconds));
    }
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(toHttpException(error, languageOf(host)), host);
  }
}
