import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { IletimerkeziError } from 'iletimerkezi-core';
import { RecipientsWithheldError, TooManyToCheckError } from '../consents/withheld.js';
import { toHttpException } from './http-exception.js';

/**
 * Answers requests that end in an `IletimerkeziError`, or for whose recipients consents are missing, with a fitting HTTP status and the error's code as
 * `errorCode`, in Turkish where the request prefers it. Opt-in: provide it as `APP_FILTER`, or put it on a controller.
 *
 * @example
 * providers: [{ provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }]
 */
@Catch(IletimerkeziError, RecipientsWithheldError, TooManyToCheckError)
export class IletimerkeziExceptionFilter extends BaseExceptionFilter {
  override catch(
    error: IletimerkeziError | RecipientsWithheldError | TooManyToCheckError,
    host: ArgumentsHost,
  ): void {
    const request = host.switchToHttp().getRequest<{ headers?: Record<string, unknown> } | undefined>();
    const preferred = request?.headers?.['accept-language'];
    const language = typeof preferred === 'string' && /^\s*tr\b/i.test(preferred) ? 'tr' : 'en';
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(toHttpException(error, language), host);
  }
}
