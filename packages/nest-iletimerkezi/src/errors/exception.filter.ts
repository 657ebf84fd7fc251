import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { IletimerkeziError } from 'iletimerkezi-core';
import { toHttpException } from './http-exception.js';

/**
 * Answers requests that end in an {@link IletimerkeziError} with a fitting HTTP status and the error's code as
 * `errorCode`, in Turkish where the request prefers it. Opt-in: provide it as `APP_FILTER`, or put it on a controller.
 *
 * @example
 * providers: [{ provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }]
 */
@Catch(IletimerkeziError)
export class IletimerkeziExceptionFilter extends BaseExceptionFilter {
  override catch(error: IletimerkeziError, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<{ headers?: Record<string, unknown> } | undefined>();
    const languages = String(request?.headers?.['accept-language'] ?? '');
    super.catch(toHttpException(error, /^\s*tr\b/i.test(languages) ? 'tr' : 'en'), host);
  }
}
